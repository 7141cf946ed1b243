package org.sgad.node;

/**
 * The application is about to stop. Fired synchronously while everything still works, for what has to be done before the
 * end: {@code @PreDestroy} is too late, as the class loader is closed by then and a class not used before cannot be loaded.
 * Observers run in the order of their {@code @Priority}: sessions are closed at {@link #SESSIONS}, what they left is
 * written at {@link #WRITERS}, the relay ends at {@link #RELAY}. The server waits for them.
 */
public record NodeStopping() {
    public static final int SESSIONS = 1_000;
    public static final int WRITERS = 2_000;
    public static final int RELAY = 3_000;
}
