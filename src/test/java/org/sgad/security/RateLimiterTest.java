package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sgad.event.UserId;

class RateLimiterTest {
    private static final UserId ONE = new UserId("s-1");
    private static final UserId OTHER = new UserId("s-2");

    private final RateLimiter limiter = new RateLimiter(200, 1_000);

    @Test
    void aCallerHasABurstAndThenTheRate() {
        assertThat(limiter.take(ONE, 1_000, 0)).isEmpty();
        assertThat(limiter.take(ONE, 1, 0)).hasValue(Duration.ofMillis(5));
        assertThat(limiter.take(ONE, 200, seconds(1))).isEmpty();
        assertThat(limiter.take(ONE, 1, seconds(1))).isPresent();
    }

    @Test
    void nobodyPaysForAnother() {
        limiter.take(ONE, 1_000, 0);

        assertThat(limiter.take(OTHER, 1_000, 0)).isEmpty();
    }

    @Test
    void aPauseGivesNoMoreThanTheBurst() {
        assertThat(limiter.take(ONE, 1_000, 0)).isEmpty();
        assertThat(limiter.take(ONE, 1_000, seconds(3_600))).isEmpty();
        assertThat(limiter.take(ONE, 1, seconds(3_600))).isPresent();
    }

    @Test
    void moreThanFitsAtOnceIsPaidAfterwards() {
        RateLimiter small = new RateLimiter(10, 10);

        assertThat(small.take(ONE, 30, 0)).isEmpty();
        assertThat(small.take(ONE, 1, 0)).hasValue(Duration.ofMillis(2_100));
        assertThat(small.take(ONE, 1, seconds(3))).isEmpty();
    }

    @Test
    void aRefusalCostsNothing() {
        limiter.take(ONE, 1_000, 0);
        for (int nth = 0; nth < 100; nth++) {
            limiter.take(ONE, 10, 0);
        }

        assertThat(limiter.take(ONE, 10, seconds(1) / 20)).isEmpty();
    }

    @Test
    void onlySoManyCallersAreRemembered() {
        for (int nth = 0; nth < RateLimiter.MOST_CALLERS + 500; nth++) {
            limiter.take(new UserId("s-" + nth), 1, 0);
        }

        assertThat(limiter.callers()).isEqualTo(RateLimiter.MOST_CALLERS);
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
