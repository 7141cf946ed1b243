package org.sgad.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person (a referee or an administrator) as other services know them.
 *
 * @param value up to 128 ASCII letters, digits and {@code . _ @ : | ~ + -}, so that it fits a path and a routing key
 */
public record UserId(@JsonValue String value) {
    static final String PATTERN = "[A-Za-z0-9._@:|~+-]{1,128}";

    private static final Pattern ALLOWED = Pattern.compile(PATTERN);

    public UserId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new InvalidFields(
                    "user_id", value, "must be 1 to 128 ASCII letters, digits or one of . _ @ : | ~ + -");
        }
    }

    /** The user so named, or none where no user can have that name. */
    public static Optional<UserId> find(String value) {
        return ALLOWED.matcher(value).matches() ? Optional.of(new UserId(value)) : Optional.empty();
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
