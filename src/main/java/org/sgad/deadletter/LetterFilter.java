package org.sgad.deadletter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

/** Which letters are meant; null means any. */
record LetterFilter(
        @Nullable String queue,
        @Nullable String reason,
        @Nullable String routingKey) {
    private static final int MAX_LENGTH = 255;

    /** @throws InvalidFields naming what no letter can have */
    static LetterFilter of(@Nullable String queue, @Nullable String reason, @Nullable String routingKey) {
        List<FieldError> errors = new ArrayList<>();
        check("queue", queue, errors);
        check("reason", reason, errors);
        check("routing_key", routingKey, errors);
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return new LetterFilter(queue, reason, routingKey);
    }

    private static void check(String field, @Nullable String value, List<FieldError> errors) {
        if (value != null && (value.length() > MAX_LENGTH || value.indexOf('\0') >= 0)) {
            errors.add(new FieldError(field, value, "must be at most " + MAX_LENGTH + " characters, none of them NUL"));
        }
    }
}
