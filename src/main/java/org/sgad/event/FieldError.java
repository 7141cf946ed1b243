package org.sgad.event;

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

    @Override
    public String toString() {
        return value == null ? field + ": " + message : field + " '" + value + "': " + message;
    }
}
