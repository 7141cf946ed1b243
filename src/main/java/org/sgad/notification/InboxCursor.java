package org.sgad.notification;

import java.util.regex.Pattern;
import org.sgad.event.InvalidFields;

/**
 * A place in the order of all inboxes.
 *
 * @param position everything up to it was seen
 */
record InboxCursor(long position) {
    private static final Pattern FORM = Pattern.compile("\\d{1,18}");

    static final InboxCursor START = new InboxCursor(0);

    static InboxCursor parse(String field, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidFields(field, value, "must be a cursor that this API gave out");
        }
        return new InboxCursor(Long.parseLong(value));
    }

    @Override
    public String toString() {
        return Long.toString(position);
    }
}
