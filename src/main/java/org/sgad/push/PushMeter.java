package org.sgad.push;

/** Counts what goes out. Called on dispatching and sending threads, so it must be quick. */
public interface PushMeter {
    /**
     * A session's socket took events.
     *
     * @param recordedAt for each of them when the log took it, in milliseconds of the database's clock; 0 where nobody is to
     *     measure it
     */
    void delivered(long[] recordedAt);

    /** The server closed a session, with this code. */
    void closed(int code);

    /** Events that a session did not get because it was closed or too slow; it comes back for them. */
    void dropped(int events);

    /** A session was closed for being slow. */
    void slowClose();

    /** A session was closed because its client did not answer. */
    void noHeartbeat();

    /** A client came back, and got so many events that it had missed; all of them, or not. */
    void recovered(boolean isWhole, int events);

    /** An event was published and did not arrive; it was taken from the log. */
    void healed();
}
