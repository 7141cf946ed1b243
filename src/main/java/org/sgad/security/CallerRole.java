package org.sgad.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a caller is, as the token's claim {@code groups} or {@code roles} says. The constants are for annotations. */
public enum CallerRole {
    /** Sees and changes what is theirs. */
    REFEREE,
    /** Another program: publishes, reads the log. */
    SERVICE,
    /** May do everything. */
    ADMIN;

    public static final String REFEREES = "referee";
    public static final String SERVICES = "service";
    public static final String ADMINS = "admin";

    static final Set<CallerRole> ALL = Set.of(values());

    /** As annotations and tokens write it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The roles among these names; all else a token names counts for nothing. */
    static Set<CallerRole> among(Collection<String> names) {
        Set<CallerRole> found = EnumSet.noneOf(CallerRole.class);
        for (CallerRole role : values()) {
            if (names.contains(role.title())) {
                found.add(role);
            }
        }
        return Set.copyOf(found);
    }
}
