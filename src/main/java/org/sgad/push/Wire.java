package org.sgad.push;

import jakarta.websocket.CloseReason;
import java.util.function.Consumer;

/** The way out to one client, whatever carries it. */
interface Wire {
    /**
     * Starts to send whole messages in the wire's {@link Format}, without blocking; {@code done} is told once whether it
     * worked, on any thread. The bytes may be on their way to others as well and are not to be changed.
     */
    void send(byte[] messages, Consumer<Boolean> done);

    /**
     * Asks, beneath the messages, whether the client is there. Must not block.
     *
     * @return whether an answer is to be expected
     */
    boolean ping();

    /** Closes the connection, at the latest when the client does not answer. May block. */
    void close(CloseReason reason);
}
