package org.sgad.intake;

import java.time.Duration;

/** Counts what comes in. Called on the consuming threads, so it must be quick. */
public interface IntakeMeter {
    /** Deliveries taken from the gateway's queue. */
    void received(int deliveries);

    /** Other publishers' events that the log did not have. */
    void recorded(int events);

    /** How long ago the log took the event of ours that the recorder sees now; nothing, where its queue is empty. */
    void recorderLag(Duration lag);

    /** Deliveries that cannot be read. */
    void unreadable(int deliveries);
}
