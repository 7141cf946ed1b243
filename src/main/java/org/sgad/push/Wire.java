package org.sgad.push;

import jakarta.websocket.CloseReason;
import java.util.function.Consumer;

/** The way out to one client, whatever carries it. */
interface Wire {
    /** Starts to send without blocking; {@code done} is told once whether it worked, on any thread. */
    void send(String text, Consumer<Boolean> done);

    /** Closes the connection, at the latest when the client does not answer. May block. */
    void close(CloseReason reason);
}
