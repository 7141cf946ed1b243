package org.sgad.broker;

import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A thread's flushes, held back until it has written all that it has. The client flushes after each message, which is a
 * system call, and a packet that the broker reads by itself; held, messages go out as the connection's buffer fills, and at
 * the end. A tenth more events a second get from the log to the broker ({@code RelayBenchmark}).
 */
final class HeldFlushes {
    private static final ThreadLocal<@Nullable HeldFlushes> CURRENT = new ThreadLocal<>();

    private @Nullable FrameHandler waiting;

    private HeldFlushes() {}

    /** Writes to one connection. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    /** Holds this thread's flushes meanwhile, and makes up for them in the end. */
    static void during(Writing writing) throws IOException {
        HeldFlushes held = new HeldFlushes();
        CURRENT.set(held);
        try {
            writing.run();
        } finally {
            CURRENT.remove();
            held.flush();
        }
    }

    /** Whether this thread's flushes are held; then this one is done in the end. */
    static boolean hold(FrameHandler connection) {
        HeldFlushes held = CURRENT.get();
        if (held == null) {
            return false;
        }
        held.waiting = connection;
        return true;
    }

    private void flush() throws IOException {
        if (waiting != null) {
            waiting.flush(null);
        }
    }
}
