package org.sgad.node;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the current thread works for: the id that ties a line of the log to a request or an event. Whoever sets it sets
 * back what was before, in a {@code finally}.
 */
public final class Correlation {
    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();
    private static final int MAX_LENGTH = 128;
    private static final String ALLOWED_BESIDES = "._:-";

    private Correlation() {}

    /** Works for this from now on, or with null for nothing that has an id; returns what it was before. */
    public static @Nullable String set(@Nullable String id) {
        String before = CURRENT.get();
        if (id != null) {
            CURRENT.set(id);
        } else if (before != null) {
            CURRENT.remove();
        }
        return before;
    }

    static @Nullable String current() {
        return CURRENT.get();
    }

    /** An id as others may give it: 1 to 128 letters and digits of ASCII and {@code . _ : -}; anything else is none. */
    public static Optional<String> given(@Nullable String id) {
        return id != null && isPlain(id) ? Optional.of(id) : Optional.empty();
    }

    private static boolean isPlain(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && ALLOWED_BESIDES.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
