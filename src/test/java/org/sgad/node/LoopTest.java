package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
