package org.sgad.push;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;

/**
 * Does for sockets what has to wait a while.
 *
 * <p>Closing one that is refused waits until it is open: the server takes one that is closed while it opens for a request that
 * has ended, gives its objects to others while they are in use still, and says nothing to the client. Ending the connection
 * of one that was closed waits some seconds: the server does so itself once the client has read and answered the close, which
 * one that does not read never does.
 */
@ApplicationScoped
public class Later {
    private static final Duration UNTIL_OPEN = Duration.ofSeconds(1);
    private static final Duration UNTIL_READ = Duration.ofSeconds(5);
    private static final int THREADS = 2;

    private record Waiting(Runnable action, long since) {}

    private final Queue<Waiting> closes = new ConcurrentLinkedQueue<>();
    private final Queue<Waiting> cuts = new ConcurrentLinkedQueue<>();
    private ExecutorService executor;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        executor = Workers.of(THREADS, threads);
    }

    /** Closes a socket that is opening. */
    void close(Runnable close) {
        closes.add(new Waiting(close, System.nanoTime()));
    }

    /** Cuts the connection of one that was just closed; again does no harm. */
    void cut(Runnable cut) {
        cuts.add(new Waiting(cut, System.nanoTime()));
    }

    /** Begins what has waited long enough. Called once a second by one thread. */
    void begin() {
        begin(closes, UNTIL_OPEN);
        begin(cuts, UNTIL_READ);
    }

    private void begin(Queue<Waiting> all, Duration wait) {
        long now = System.nanoTime();
        for (Waiting first = all.peek(); first != null && now - first.since() > wait.toNanos(); first = all.peek()) {
            all.remove();
            executor.execute(first.action());
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
