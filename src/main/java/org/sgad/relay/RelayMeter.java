package org.sgad.relay;

import org.sgad.eventlog.Backlog;

/** Counts what the broker said to our publishes, and what waits. */
public interface RelayMeter {
    /** Confirmed. */
    void published(int events);

    /** Returned as unroutable, refused, or not confirmed in time. */
    void returned(int events);

    /** What waits to be published now; told every second or so, also while nothing can be published. */
    void waiting(Backlog backlog);
}
