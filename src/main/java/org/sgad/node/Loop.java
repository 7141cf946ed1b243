package org.sgad.node;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A named thread that repeats one step until it is closed. A step that fails is repeated after a jittered back-off that
 * doubles from {@code shortest} to {@code longest}; an outage is one line in the log, its end another.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Loop.class.getName());
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_SUMMARY = 1_000;

    /** What is repeated. It should wait for work itself, and end soon after an interruption. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /**
     * How long to wait after a failure.
     *
     * @param shortest after the first
     * @param longest the most
     */
    public record Backoff(Duration shortest, Duration longest) {
        public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

        /** Half to all of the shortest delay, doubled for each failure before this one. */
        public Duration delay(int failures) {
            long full = Math.min(longest.toMillis(), shortest.toMillis() << Math.min(failures - 1, 20));
            return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
        }
    }

    private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);
    private final String name;
    private final Backoff backoff;
    private final Duration poll;
    private final Step step;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Loop(String name, ThreadFactory threads, Backoff backoff, Duration poll, Step step) {
        this.name = name;
        this.backoff = backoff;
        this.poll = poll;
        this.step = step;
        this.thread = threads.newThread(this::run);
        thread.setName("sgad-" + name);
    }

    /** Repeats the step without a pause; it waits for work itself. */
    public static Loop start(String name, ThreadFactory threads, Backoff backoff, Step step) {
        return start(new Loop(name, threads, backoff, Duration.ZERO, step));
    }

    /** A loop that repeats nothing, where there is nothing to do. */
    public static Loop none() {
        Loop none = new Loop("none", Thread::new, Backoff.DEFAULT, Duration.ZERO, () -> {});
        none.closed.countDown();
        return none;
    }

    private static Loop start(Loop loop) {
        loop.thread.start();
        return loop;
    }

    /** Has the step run soon, also when it is running now; many wishes at once are one. */
    public void wake() {
        wakeUps.offer(true);
    }

    /** Repeats the step after each {@link #wake}, and after {@code poll} at the latest. */
    public static Loop startWoken(String name, ThreadFactory threads, Duration poll, Step step) {
        return start(new Loop(name, threads, Backoff.DEFAULT, poll, step));
    }

    private void run() {
        int failures = 0;
        while (!isClosed()) {
            try {
                wakeUps.poll(poll.toMillis(), TimeUnit.MILLISECONDS);
                if (isClosed()) {
                    return;
                }
                step.run();
                if (failures > 0) {
                    LOG.log(Level.INFO, "{0}: recovered after {1} attempts", new Object[] {name, failures});
                    failures = 0;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                if (isClosed() || !pauseAfter(e, ++failures)) {
                    return;
                }
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Whether to go on after the pause. */
    private boolean pauseAfter(Exception failure, int failures) {
        if (failures == 1) {
            LOG.log(Level.WARNING, "{0}: {1}; trying again until it works", new Object[] {name, summary(failure)});
            LOG.log(Level.FINE, name, failure);
        }
        try {
            return !closed.await(backoff.delay(failures).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The failure in one line, with the cause that says why. */
    public static String summary(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String why = root.getMessage() == null
                ? root.getClass().getSimpleName()
                : LogText.of(root.getMessage().lines().findFirst().orElse(""), LONGEST_SUMMARY);
        return root == failure ? why : failure.getClass().getSimpleName() + ": " + why;
    }

    /** Has the running step end by itself, at most as long as the patience lasts, and then {@link #close closes}. */
    public void finish(Duration patience) {
        closed.countDown();
        wake();
        join(patience);
        close();
    }

    private void join(Duration patience) {
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the step and waits up to ten seconds for the thread to end. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        join(CLOSE_PATIENCE);
        if (thread.isAlive()) {
            LOG.log(Level.WARNING, "{0}: still busy {1} after it was told to stop", new Object[] {name, CLOSE_PATIENCE
            });
        }
    }
}
