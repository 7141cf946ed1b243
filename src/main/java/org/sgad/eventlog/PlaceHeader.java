package org.sgad.eventlog;

import org.sgad.event.EventId;

/**
 * The message header that tells an event's place in the log: its position and, after a space, its id, so that a header
 * copied to another message tells nothing.
 */
public final class PlaceHeader {
    public static final String NAME = "x-sgad-log";

    /** The message header that tells when the log took the event: milliseconds of the database's clock, as a number. */
    public static final String RECORDED_AT = "x-sgad-recorded-at";

    private static final int MAX_DIGITS = 18;

    private PlaceHeader() {}

    static String value(Cursor place, EventId event) {
        return place.position() + " " + event.value();
    }

    /** The position that a header tells of this event, or 0. */
    public static long position(String header, EventId event) {
        int space = header.indexOf(' ');
        if (space < 1 || space > MAX_DIGITS || !header.substring(space + 1).equals(event.value())) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(header.substring(0, space)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
