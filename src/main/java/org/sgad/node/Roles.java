package org.sgad.node;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which parts this node runs: {@code SGAD_ROLES}, by default all.
 *
 * @param all at least one
 */
public record Roles(Set<Role> all) implements ComponentSettings {
    private static final String KEY = "sgad.roles";
    private static final String ALLOWED = Arrays.stream(Role.values())
            .map(Roles::name)
            .collect(Collectors.joining(", ", "a comma-separated list of ", ""));

    public Roles {
        all = Collections.unmodifiableSet(EnumSet.copyOf(all));
    }

    public static Roles from(Settings settings) {
        return new Roles(settings.parsed(KEY, ALLOWED, Roles::parse).orElseGet(() -> EnumSet.allOf(Role.class)));
    }

    private static Set<Role> parse(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> Role.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    public boolean has(Role role) {
        return all.contains(role);
    }

    /** The name of a role in {@code SGAD_ROLES}. */
    public static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return all.stream().map(Roles::name).collect(Collectors.joining(","));
    }
}
