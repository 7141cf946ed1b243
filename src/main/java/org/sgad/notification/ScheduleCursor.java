package org.sgad.notification;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sgad.event.InvalidFields;

/** A place in the order of what waits: by time, then by when it was scheduled. */
record ScheduleCursor(Instant deliverAt, long id) {
    // milliseconds until 2286: a later year is one that the database may not read
    private static final Pattern FORM = Pattern.compile("(\\d{1,13})-(\\d{1,18})");

    static final ScheduleCursor START = new ScheduleCursor(Instant.EPOCH, 0);

    static ScheduleCursor parse(String field, String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw new InvalidFields(field, value, "must be a cursor that this API gave out");
        }
        return new ScheduleCursor(Instant.ofEpochMilli(Long.parseLong(form.group(1))), Long.parseLong(form.group(2)));
    }

    @Override
    public String toString() {
        return deliverAt.toEpochMilli() + "-" + id;
    }
}
