package org.sgad.push;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes many sessions in batches, so that their clients do not come back elsewhere all at once. A batch is 200, more where
 * half the time would not do for all; what has not closed at the end of the time is left.
 *
 * @param pause between the beginnings of two batches
 * @param limit how long it may take at the most
 */
record PacedClose(ThreadFactory threads, Duration pause, Duration limit) {
    static final int BATCH = 200;

    /** So that one client that holds up its closing does not hold up the others. */
    private static final int AT_ONCE = 8;

    /** Runs what closes each session, and returns how many are not closed. */
    int close(List<Runnable> sessions) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        AtomicInteger left = new AtomicInteger(sessions.size());
        ExecutorService closers = Executors.newFixedThreadPool(AT_ONCE, threads);
        try {
            int batch = batchOf(sessions.size());
            for (int from = 0; from < sessions.size(); from += batch) {
                for (Runnable session : sessions.subList(from, Math.min(from + batch, sessions.size()))) {
                    closers.execute(() -> {
                        session.run();
                        left.decrementAndGet();
                    });
                }
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
            closers.shutdown();
            boolean allClosed = closers.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return allClosed ? 0 : left.get();
        } finally {
            closers.shutdownNow();
        }
    }

    int batchOf(int sessions) {
        long batches = Math.max(1, limit.dividedBy(2).dividedBy(pause));
        return (int) Math.max(BATCH, (sessions + batches - 1) / batches);
    }
}
