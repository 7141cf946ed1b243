package org.sgad.devservices;

import java.util.Optional;
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
        if (!isRunning()) {
            server = launch();
        }
    }

    /** Ends it in good order and returns when it is gone. */
    public void stop() {
        child().ifPresent(Child::end);
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
        return child().filter(Child::isRunning).isPresent();
    }

    final Child running() {
        return child().filter(Child::isRunning).orElseThrow(() -> new IllegalStateException(name() + " does not run"));
    }

    /** The process started last, running or ended. */
    final Optional<Child> child() {
        return Optional.ofNullable(server);
    }
}
