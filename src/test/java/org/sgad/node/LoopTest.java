package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Loop.Backoff QUICK = new Loop.Backoff(Duration.ofMillis(2), Duration.ofMillis(10));

    @Test
    void aFailingStepIsRepeated() {
        AtomicInteger runs = new AtomicInteger();
        try (Loop loop = Loop.start("test", Thread::new, QUICK, () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("no");
        })) {
            assertThat(loop).isNotNull();
            await().until(() -> runs.get() > 3);
        }
    }

    @Test
    void closingEndsAWaitingStepForGood() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        Loop loop = Loop.start("test", Thread::new, QUICK, () -> {
            runs.incrementAndGet();
            started.countDown();
            new CountDownLatch(1).await();
        });
        started.await();

        loop.close();
        loop.close();

        assertThat(runs).hasValue(1);
    }

    @Test
    void finishingLetsTheRunningStepEndAndStartsNoOther() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch work = new CountDownLatch(1);
        Loop loop = Loop.startWoken("test", Thread::new, Duration.ofMillis(1), () -> {
            started.countDown();
            work.await();
            ended.incrementAndGet();
        });
        started.await();
        Thread finishing = new Thread(() -> loop.finish(Duration.ofDays(1)));

        finishing.start();
        await().until(() -> finishing.getState() == Thread.State.TIMED_WAITING);
        work.countDown();
        finishing.join();

        assertThat(ended).hasValue(1);
    }

    @Test
    void aStepThatOutlastsThePatienceIsInterrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Loop loop = Loop.start("test", Thread::new, QUICK, () -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        });
        started.await();

        loop.finish(Duration.ofMillis(10));

        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void aPauseAfterAFailureDoesNotHoldUpTheEnd() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        Loop.Backoff endless = new Loop.Backoff(Duration.ofDays(1), Duration.ofDays(1));
        Loop loop = Loop.start("test", Thread::new, endless, () -> {
            failed.countDown();
            throw new IllegalStateException("no");
        });
        failed.await();

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> loop.finish(Duration.ofDays(1)));
    }

    @Test
    void theBackoffDoublesUpToItsLongest() {
        Loop.Backoff backoff = new Loop.Backoff(Duration.ofMillis(100), Duration.ofMillis(1000));

        assertThat(backoff.delay(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(backoff.delay(3)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(backoff.delay(1000)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    }

    @Test
    void aSummaryIsOneLineWithTheRootCause() {
        assertThat(Loop.summary(new RuntimeException("outer", new IllegalArgumentException("inner\nmore"))))
                .isEqualTo("RuntimeException: inner");
    }
}
