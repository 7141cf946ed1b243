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
    private @Nullable String body;
    private @Nullable Format format;
    private @Nullable Cursor cursor;
    private String text = "";

    /** @param position 0 where the log has not numbered it */
    Handout(Envelope event, long position) {
        this.event = event;
        this.position = position;
    }

    Envelope event() {
        return event;
    }

    long position() {
        return position;
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
