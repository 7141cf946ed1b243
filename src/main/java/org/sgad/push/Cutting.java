package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Ends the connections of sockets that were closed. The server does so itself once the client has read and answered the
 * close, which one that does not read never does; after some seconds nobody waits for it any more.
 */
@ApplicationScoped
public class Cutting {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private record Closed(Runnable cut, long since) {}

    private final Queue<Closed> closed = new ConcurrentLinkedQueue<>();

    /** Cuts what was just closed, once its client has had its time; again does no harm. */
    void soon(Runnable cut) {
        closed.add(new Closed(cut, System.nanoTime()));
    }

    /** Cuts those whose time is over. Called twice a second by one thread. */
    void cutDue() {
        long now = System.nanoTime();
        for (Closed first = closed.peek();
                first != null && now - first.since() > GRACE.toNanos();
                first = closed.peek()) {
            closed.remove();
            first.cut().run();
        }
    }
}
