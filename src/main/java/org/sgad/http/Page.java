package org.sgad.http;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
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

    /**
     * A page of what {@code read} gives, which is asked for one more than the limit to know whether there is a next.
     *
     * @param cursor what {@code after} takes to go on behind an item
     */
    public static <T> Page<T> of(int limit, IntFunction<List<T>> read, Function<T, String> cursor) {
        List<T> items = read.apply(limit + 1);
        if (items.size() <= limit) {
            return new Page<>(items, null);
        }
        return new Page<>(items.subList(0, limit), cursor.apply(items.get(limit - 1)));
    }

    /** The parameter {@code after}; null where it is absent or empty and the first page is asked for. */
    public static @Nullable String after(@Nullable String given) {
        return given == null || given.isEmpty() ? null : given;
    }

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
