package org.sgad.node;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * Typed reading of the configuration. A key such as {@code rabbitmq.port} is the environment variable
 * {@code RABBITMQ_PORT}; a value that is not allowed is an {@link InvalidSetting} that names the variable, the value
 * and what is allowed. An empty value counts as absent.
 */
@Dependent
public class Settings {
    private static final String PEM = "-----";
    private static final Pattern PATH = Pattern.compile("[^\\s=]{1,200}\\.\\w{1,6}|/[^\\s=+]{1,60}");

    private static final Pattern SECRET_PARAMETER = Pattern.compile("(?i)(password|secret|token)=[^&]*");

    /** Up to the last of them: a password may hold what ought to be escaped. */
    private static final Pattern USER_INFO = Pattern.compile("//.*@");

    private final Function<String, Optional<String>> values;

    @Inject
    public Settings(Config config) {
        this(key -> config.getOptionalValue(key, String.class));
    }

    /** Settings from anywhere: {@code values} maps a key to its value. */
    public Settings(Function<String, Optional<String>> values) {
        this.values = values;
    }

    public Optional<String> text(String key) {
        return values.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    public String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    public int number(String key, int otherwise, int min, int max) {
        String allowed = "a whole number from " + min + " to " + max;
        return parsed(key, allowed, Integer::parseInt)
                .map(number -> {
                    if (number < min || number > max) {
                        throw invalid(key, allowed);
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    public int port(String key, int otherwise) {
        return number(key, otherwise, 1, 65_535);
    }

    public boolean flag(String key, boolean otherwise) {
        return parsed(key, "true or false", value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(value);
                })
                .orElse(otherwise);
    }

    /** An ISO duration such as {@code PT3H}, within bounds. */
    public Duration duration(String key, Duration otherwise, Duration min, Duration max) {
        String allowed = "an ISO duration from " + min + " to " + max;
        return parsed(key, allowed, Duration::parse)
                .map(duration -> {
                    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                        throw invalid(key, allowed);
                    }
                    return duration;
                })
                .orElse(otherwise);
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        String allowed = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        return parsed(key, "one of " + allowed, value -> Enum.valueOf(type, value.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }

    /** Any value that {@code parser} makes of the text; what it throws becomes the {@link InvalidSetting}. */
    public <T> Optional<T> parsed(String key, String allowed, Function<String, T> parser) {
        return text(key).map(value -> {
            try {
                return parser.apply(value);
            } catch (RuntimeException e) {
                throw invalid(key, allowed);
            }
        });
    }

    /**
     * As {@link #parsed}, of a text in PEM: given itself, with {@code \n} for its line breaks where it must be one line, or as
     * the path of a file that has it. What is no path is not shown: it may be a private key that is in the wrong place.
     */
    public <T> Optional<T> pem(String key, String allowed, Function<String, T> parser) {
        return text(key).map(given -> {
            try {
                return parser.apply(given.contains(PEM) ? given.replace("\\n", "\n") : content(given));
            } catch (RuntimeException e) {
                String shown = PATH.matcher(given).matches()
                        ? "'" + given + "'"
                        : "a text of " + given.length() + " characters";
                throw new InvalidSetting(variable(key) + " is " + shown
                        + "; allowed: the PEM text (with \\n escapes) or the path of a file with " + allowed);
            }
        });
    }

    private static String content(String path) {
        try {
            return Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InvalidSetting invalid(String key, String allowed) {
        String value = text(key).map(text -> "is '" + masked(text) + "'").orElse("is not set");
        return new InvalidSetting(variable(key) + " " + value + "; allowed: " + allowed);
    }

    /** A value as it may be logged: without the password that a URL may carry. */
    public static String masked(String value) {
        String withoutParameters = SECRET_PARAMETER.matcher(value).replaceAll("$1=…");
        return USER_INFO.matcher(withoutParameters).replaceAll("//…@");
    }

    /** The {@link InvalidSetting} that a container wrapped on its way, or the failure itself. */
    static RuntimeException reasonOf(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSetting invalid) {
                return invalid;
            }
        }
        return failure;
    }

    /** The environment variable of a key. */
    public static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
