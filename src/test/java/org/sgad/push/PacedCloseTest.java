package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class PacedCloseTest {
    private static final ThreadFactory THREADS = Executors.defaultThreadFactory();

    @Test
    void manyAreClosedInBatches() throws Exception {
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        Duration pause = Duration.ofMillis(100);

        int left = new PacedClose(THREADS, pause, Duration.ofSeconds(10))
                .close(Collections.nCopies(3 * PacedClose.BATCH, () -> times.add(System.nanoTime())));

        assertThat(left).isZero();
        List<Long> inOrder = new ArrayList<>(times);
        Collections.sort(inOrder);
        assertThat(inOrder).hasSize(3 * PacedClose.BATCH);
        assertThat(inOrder.get(2 * PacedClose.BATCH) - inOrder.get(0))
                .as("the third batch begins two pauses after the first")
                .isGreaterThan(pause.toNanos());
    }

    @Test
    void batchesGrowWhereTheTimeWouldNotDo() {
        PacedClose close = new PacedClose(THREADS, Duration.ofMillis(50), Duration.ofSeconds(10));

        assertThat(close.batchOf(20_000)).isEqualTo(200);
        assertThat(close.batchOf(100_000)).isEqualTo(1_000);
    }

    @Test
    void oneThatDoesNotCloseIsLeftInTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Runnable stuck = () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
        List<Runnable> sessions = new ArrayList<>(Collections.nCopies(50, () -> {}));
        sessions.add(0, stuck);

        assertThat(new PacedClose(THREADS, Duration.ofMillis(5), Duration.ofMillis(500)).close(sessions))
                .isEqualTo(1);
    }
}
