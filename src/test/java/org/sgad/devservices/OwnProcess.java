package org.sgad.devservices;

import org.jspecify.annotations.Nullable;

/** A server that is a child process of ours; it can be started again on the same address and data. */
abstract class OwnProcess implements AutoCloseable {

    private volatile @Nullable Child server;

    /** As people call it. */
    public abstract String name();

    /** Starts the process and returns it when it answers. */
    abstract Child launch();

    /** Returns when it answers; does nothing where it runs already. */
    public synchronized void start() {
        Child current = server;
        if (current == null || !current.isRunning()) {
            server = launch();
        }
    }

    /** Ends it in good order and returns when it is gone. */
    public void stop() {
        Child current = server;
        if (current != null) {
            current.end();
        }
    }

    /** {@code kill -9}, with all its processes. */
    public void kill() {
        running().kill();
    }

    /** {@code kill -STOP}: it keeps its connections and answers nothing. */
    public void freeze() {
        running().freeze();
    }

    /** Ends {@link #freeze}. */
    public void thaw() {
        running().thaw();
    }

    @Override
    public void close() {
        stop();
    }

    /** The process id of the server while it runs. */
    public long pid() {
        return running().pid();
    }

    public boolean isRunning() {
        Child current = server;
        return current != null && current.isRunning();
    }

    final Child running() {
        Child current = server;
        if (current == null || !current.isRunning()) {
            throw new IllegalStateException(name() + " does not run");
        }
        return current;
    }
}
