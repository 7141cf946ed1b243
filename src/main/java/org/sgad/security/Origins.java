package org.sgad.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * Which pages may call: those of the same host and port, and those that {@code SGAD_ALLOWED_ORIGINS} names. An origin is
 * compared as browsers write it, and anything else is foreign, {@code null} included.
 *
 * @param allowed origins such as {@code https://sgad.example:8443}
 */
record Origins(Set<String> allowed) implements ComponentSettings {
    private static final String KEY = "sgad.allowed.origins";
    private static final Pattern ORIGIN =
            Pattern.compile("(https?)://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(?::([1-9][0-9]{0,4}))?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern HOST = Pattern.compile("([^:\\[\\]/@]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

    Origins {
        allowed = Set.copyOf(allowed);
    }

    static Origins from(Settings settings) {
        String wanted = "a comma-separated list of origins such as https://sgad.example, in lower case, without a path";
        return new Origins(settings.parsed(KEY, wanted, Origins::parse).orElse(Set.of()));
    }

    private static Set<String> parse(String list) {
        return Stream.of(list.split(",", -1)).map(Origins::canonical).collect(Collectors.toSet());
    }

    private static String canonical(String text) {
        Matcher origin = ORIGIN.matcher(text.strip());
        if (!origin.matches()) {
            throw new IllegalArgumentException(text);
        }
        boolean isDefault = port(origin.group(3), origin.group(1)) == port(null, origin.group(1));
        return origin.group(1) + "://" + origin.group(2) + (isDefault ? "" : ":" + origin.group(3));
    }

    /** Whether the origin is one of another site that may call. */
    boolean isAllowedElsewhere(String origin) {
        return allowed.contains(origin);
    }

    /** Whether a page of this origin calls the host that it came from, as the request's {@code Host} names that. */
    static boolean isSame(String origin, @Nullable String host) {
        Matcher page = ORIGIN.matcher(origin);
        Matcher called = HOST.matcher(host == null ? "" : host.toLowerCase(Locale.ROOT));
        // behind a proxy that ends TLS, the page's scheme is the right one for the port that Host leaves out
        return page.matches()
                && called.matches()
                && page.group(2).equals(called.group(1))
                && port(page.group(3), page.group(1)) == port(called.group(2), page.group(1));
    }

    /**
     * Whether no stranger can have a host of this name point to another machine: an address, a name of the local network, or
     * one that the operator allows.
     */
    boolean isNobodysToPoint(String name) {
        return ADDRESS.matcher(name).matches()
                || name.indexOf('.') < 0
                || allowed.stream().anyMatch(origin -> name.equals(hostOf(origin)));
    }

    private static String hostOf(String origin) {
        Matcher parts = ORIGIN.matcher(origin);
        return parts.matches() ? parts.group(2) : "";
    }

    /** The host's name in a {@code Host} header, where that is one. */
    static Optional<String> nameIn(String host) {
        Matcher parts = HOST.matcher(host.toLowerCase(Locale.ROOT));
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    private static int port(@Nullable String given, String scheme) {
        return given != null ? Integer.parseInt(given) : scheme.equals("https") ? 443 : 80;
    }
}
