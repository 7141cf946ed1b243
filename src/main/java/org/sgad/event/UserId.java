package org.sgad.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * A person (a referee or an administrator) as other services know them.
 *
 * @param value up to 128 ASCII letters, digits and {@code . _ @ : | ~ + -}, so that it fits a path and a routing key
 */
public record UserId(@JsonValue String value) {
    private static final int MAX_LENGTH = 128;
    private static final String BESIDE_LETTERS_AND_DIGITS = "._@:|~+-";

    /** The same rule, as schemas say it. */
    static final String PATTERN = "[A-Za-z0-9._@:|~+-]{1,128}";

    public UserId {
        if (!isAllowed(value)) {
            throw new InvalidFields(
                    "user_id", value, "must be 1 to 128 ASCII letters, digits or one of . _ @ : | ~ + -");
        }
    }

    /** The user so named, or none where no user can have that name. */
    public static Optional<UserId> find(String value) {
        return isAllowed(value) ? Optional.of(new UserId(value)) : Optional.empty();
    }

    /** By hand, as each delivery asks. */
    private static boolean isAllowed(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isLetterOrDigit && BESIDE_LETTERS_AND_DIGITS.indexOf(c) < 0) {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= MAX_LENGTH;
    }

    /** As {@link #UserId(String)}, with the error naming the given field. */
    public static UserId parse(String field, String value) {
        try {
            return new UserId(value);
        } catch (InvalidFields e) {
            throw e.in(field);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
