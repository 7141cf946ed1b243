package org.sgad.eventlog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.sgad.event.InvalidFields;

/** A place in the log, opaque to clients. */
public record Cursor(long position) {
    private static final Pattern FORM = Pattern.compile("p[0-9a-z]{1,12}");
    private static final int RADIX = 36;

    /** The start of the log. */
    public static final Cursor START = new Cursor(0);

    public static Cursor parse(String field, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidFields(field, value, "must be a cursor that this API gave out");
        }
        return new Cursor(Long.parseLong(value.substring(1), RADIX));
    }

    @Override
    @JsonValue
    public String toString() {
        return 'p' + Long.toString(position, RADIX);
    }
}
