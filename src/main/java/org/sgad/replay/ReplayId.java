package org.sgad.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sgad.event.InvalidFields;

/** A replay's number; a greater one was asked for later. */
public record ReplayId(long value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,18}");

    /** The replay of that name, or none where no replay can have it. */
    static Optional<ReplayId> find(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ReplayId(Long.parseLong(text))) : Optional.empty();
    }

    static ReplayId parse(String field, String text) {
        return find(text).orElseThrow(() -> new InvalidFields(field, text, "must be an id that this API gave out"));
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toString(value);
    }
}
