package org.sgad.relay;

/** Counts what the broker said to our publishes. */
public interface RelayMeter {
    /** Confirmed. */
    void published(int events);

    /** Returned as unroutable, refused, or not confirmed in time. */
    void returned(int events);
}
