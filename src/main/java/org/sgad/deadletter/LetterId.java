package org.sgad.deadletter;

import java.util.Optional;
import java.util.regex.Pattern;
import org.sgad.event.InvalidFields;

/** A parked letter's number; a greater one died later. */
public record LetterId(long value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,18}");

    /** The letter of that name, or none where no letter can have it. */
    static Optional<LetterId> find(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new LetterId(Long.parseLong(text))) : Optional.empty();
    }

    static LetterId parse(String field, String text) {
        return find(text).orElseThrow(() -> new InvalidFields(field, text, "must be an id that this API gave out"));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
