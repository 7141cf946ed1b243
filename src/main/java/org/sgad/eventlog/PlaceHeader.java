package org.sgad.eventlog;

import org.sgad.event.EventId;

/**
 * The message header that tells an event's place in the log: its position and, after a space, its id, so that a header
 * copied to another message tells nothing.
 */
public final class PlaceHeader {
    public static final String NAME = "x-sgad-log";

    private PlaceHeader() {}

    static String value(Cursor place, EventId event) {
        return place.position() + " " + event.value();
    }
}
