package org.sgad.devservices;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is open, closed in reverse order, once; whoever closes while another does waits until all is closed. */
final class Closing implements AutoCloseable {

    /** Closes without checked exceptions. */
    interface Closer {
        void close();
    }

    private final Deque<Closer> open = new ArrayDeque<>();
    private volatile boolean closed;

    /** @throws StartProblem when everything is closed already; the newcomer is closed first */
    void add(Closer closer) {
        synchronized (open) {
            if (!closed) {
                open.push(closer);
                return;
            }
        }
        closer.close();
        throw new StartProblem("shutting down");
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        synchronized (open) {
            while (!open.isEmpty()) {
                closeQuietly(open.pop());
            }
        }
    }

    private static void closeQuietly(Closer closer) {
        try {
            closer.close();
        } catch (RuntimeException e) {
            System.err.println("While stopping: " + e.getMessage());
        }
    }
}
