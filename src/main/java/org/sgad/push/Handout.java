package org.sgad.push;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Envelope;
import org.sgad.eventlog.Cursor;

/**
 * An event on its way to sessions. It is encoded once for all that get it in the same form, which usually all do. Thread-safe.
 */
final class Handout {
    private static final int ROOM_FOR_MARKS = 40;

    private final Envelope event;
    private final long position;
    private final long nth;
    private final boolean isReplay;
    private final long recordedAt;
    private @Nullable Format format;
    private @Nullable Cursor cursor;
    private byte[] message = new byte[0];

    /**
     * An event that was noted in the horizon.
     *
     * @param position 0 where the log has not numbered it
     * @param nth how many the horizon had noted then, itself included
     */
    Handout(Envelope event, long position, long nth) {
        this(event, position, nth, false, 0);
    }

    private Handout(Envelope event, long position, long nth, boolean isReplay, long recordedAt) {
        this.event = event;
        this.position = position;
        this.nth = nth;
        this.isReplay = isReplay;
        this.recordedAt = recordedAt;
    }

    /** What is in no log, and never will be. */
    static Handout unlogged(Envelope event) {
        return new Handout(event, 0, Long.MAX_VALUE);
    }

    /** What is sent again on demand, marked so where the client can tell; sessions that have it get it all the same. */
    static Handout replayed(Envelope event) {
        return new Handout(event, 0, Long.MAX_VALUE, true, 0);
    }

    /** This one, of an event that the log took then. */
    Handout recordedAt(long millis) {
        return new Handout(event, position, nth, isReplay, millis);
    }

    /** When the log took it, in milliseconds of the database's clock; 0 where nobody told. */
    long recordedAt() {
        return recordedAt;
    }

    boolean isReplay() {
        return isReplay;
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
        return event.body().length + ROOM_FOR_MARKS;
    }

    /** As a session of this format is sent it; not to be changed. */
    synchronized byte[] message(Format wanted, @Nullable Cursor at) {
        if (wanted != format || !Objects.equals(at, cursor)) {
            message = wanted.event(isReplay ? wanted.again(event.body()) : event.body(), at);
            format = wanted;
            cursor = at;
        }
        return message;
    }
}
