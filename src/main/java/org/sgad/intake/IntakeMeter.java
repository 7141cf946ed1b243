package org.sgad.intake;

import java.time.Instant;

/** Counts what comes in. Called on the consuming threads, so it must be quick. */
public interface IntakeMeter {
    /** Deliveries taken from the gateway's queue. */
    void received(int deliveries);

    /** Other publishers' events that the log did not have. */
    void recorded(int events);

    /**
     * The recorder has something in hand.
     *
     * @param since when the log took the first event of it; where that is of another publisher, when it arrived
     */
    void recording(Instant since);

    /** The recorder has nothing in hand. */
    void recordedAll();

    /** Deliveries that cannot be read. */
    void unreadable(int deliveries);
}
