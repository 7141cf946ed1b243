package org.sgad.devservices;

import java.util.Map;

/**
 * A service that the WAR needs.
 *
 * <p>Starting again keeps address and data. On a service that was given by the environment, and so is not ours to
 * stop, all but the descriptions and {@link #close} throw {@link UnsupportedOperationException}.
 */
public interface Part extends AutoCloseable {

    /** As people call it, for instance {@code PostgreSQL}. */
    String name();

    /** What the running service says of itself. */
    String version();

    /** Where it listens: {@code host:port}. */
    String where();

    /** Where its data and log are, or that it was given. */
    String home();

    /** The contract's environment variables that lead to it. */
    Map<String, String> settings();

    /** Starts it again after {@link #stop} or {@link #kill} and returns when it answers. */
    void start();

    /** Ends it in good order and returns when it is gone. */
    void stop();

    /** {@code kill -9}, with all its processes. */
    void kill();

    /** {@code kill -STOP}: it keeps its connections and answers nothing. */
    void freeze();

    /** Ends {@link #freeze}. */
    void thaw();

    /** Empties it, as if it had just been installed. */
    void clear();

    /** Ends it for good. */
    @Override
    void close();
}
