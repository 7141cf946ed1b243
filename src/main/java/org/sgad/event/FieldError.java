package org.sgad.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with what somebody sent.
 *
 * @param field the field's path, such as {@code slots[2].end}
 * @param value what was sent, cut to a readable length; null where nothing was
 * @param message what is allowed
 */
public record FieldError(String field, @Nullable Object value, String message) {
    private static final int SHOWN = 200;

    public FieldError {
        if (value != null && value.toString().length() > SHOWN) {
            value = value.toString().substring(0, SHOWN) + "…";
        }
    }

    /** An error about a field of a JSON body; one that is missing or null has no value. */
    public static FieldError of(String field, JsonNode given, String message) {
        boolean absent = given.isMissingNode() || given.isNull();
        return new FieldError(field, absent ? null : given.isTextual() ? given.textValue() : given, message);
    }

    @Override
    public String toString() {
        return value == null ? field + ": " + message : field + " '" + value + "': " + message;
    }
}
