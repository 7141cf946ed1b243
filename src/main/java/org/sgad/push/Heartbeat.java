package org.sgad.push;

import java.time.Duration;

/**
 * Asks a client now and then whether it is there. What counts is what was heard from it: a send that works says nothing
 * about a client whose side has vanished.
 */
final class Heartbeat {
    static final Duration PATIENCE = Duration.ofSeconds(8);

    /** What is due. */
    enum Due {
        /** Nothing yet. */
        NOTHING,
        /** Ask the client now. */
        PING,
        /** It did not answer. */
        CLOSE
    }

    private final Duration interval;
    private volatile long heardAt;
    private long askedAt;

    Heartbeat(Duration interval, long now) {
        this.interval = interval;
        heardAt = now;
        askedAt = now;
    }

    /** Something came from the client. Any thread may tell. */
    void heard(long now) {
        heardAt = now;
    }

    /** What is due now, in nanoseconds of {@link System#nanoTime}; one thread asks. */
    Due due(long now) {
        boolean isAnswered = heardAt - askedAt >= 0;
        if (!isAnswered && now - askedAt > PATIENCE.toNanos()) {
            return Due.CLOSE;
        }
        if (isAnswered && now - askedAt >= interval.toNanos()) {
            askedAt = now;
            return Due.PING;
        }
        return Due.NOTHING;
    }
}
