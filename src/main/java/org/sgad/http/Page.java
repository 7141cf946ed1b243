package org.sgad.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.event.InvalidFields;

/**
 * A part of a list.
 *
 * @param next what {@code after} takes to go on; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    /** The parameter {@code limit}: 100 where absent, else 1 to 1,000. */
    public static int limit(@Nullable String given) {
        if (given == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(given);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below, as any other number that is not allowed
        }
        throw new InvalidFields("limit", given, "must be a whole number from 1 to " + MAX_LIMIT);
    }
}
