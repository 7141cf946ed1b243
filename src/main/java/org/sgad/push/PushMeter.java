package org.sgad.push;

/** Counts what goes out. Called on dispatching and sending threads, so it must be quick. */
public interface PushMeter {
    /** A session's socket took an event. */
    void delivered();

    /** Events that a session did not get because it was closed or too slow; it comes back for them. */
    void dropped(int events);

    /** A session was closed for being slow. */
    void slowClose();
}
