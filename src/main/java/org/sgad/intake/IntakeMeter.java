package org.sgad.intake;

/** Counts what comes in. Called on the consuming threads, so it must be quick. */
public interface IntakeMeter {
    /** Deliveries taken from the gateway's queue. */
    void received(int deliveries);

    /** Other publishers' events that the log did not have. */
    void recorded(int events);

    /** Deliveries that cannot be read. */
    void unreadable(int deliveries);
}
