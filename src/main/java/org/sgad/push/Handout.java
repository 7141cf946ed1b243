package org.sgad.push;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Envelope;
import org.sgad.eventlog.Cursor;

/**
 * An event on its way to sessions. It is encoded once for all that get it in the same form, which usually all do. Thread-safe.
 */
final class Handout {
    private static final int ROOM_FOR_CURSOR = 40;

    private final Envelope event;
    private final long position;
    private final long nth;
    private @Nullable String body;
    private @Nullable Format format;
    private @Nullable Cursor cursor;
    private String text = "";

    /**
     * An event that was noted in the horizon.
     *
     * @param position 0 where the log has not numbered it
     * @param nth how many the horizon had noted then, itself included
     */
    Handout(Envelope event, long position, long nth) {
        this.event = event;
        this.position = position;
        this.nth = nth;
    }

    /** What is in no log, and never will be. */
    static Handout unlogged(Envelope event) {
        return new Handout(event, 0, Long.MAX_VALUE);
    }

    Envelope event() {
        return event;
    }

    long position() {
        return position;
    }

    long nth() {
        return nth;
    }

    /** The size that it counts for in a queue. */
    int bytes() {
        return event.body().length + ROOM_FOR_CURSOR;
    }

    synchronized String text(Format wanted, @Nullable Cursor at) {
        if (wanted != format || !Objects.equals(at, cursor)) {
            if (body == null) {
                body = event.text();
            }
            text = wanted.event(body, at);
            format = wanted;
            cursor = at;
        }
        return text;
    }
}
