package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabasePulseTest {
    private final DatabasePulse pulse = new DatabasePulse();

    @Test
    void aDatabaseThatNeverAnsweredHasNoPulse() {
        assertThat(pulse.isYoungerThan(Duration.ofDays(1))).isFalse();
    }

    @Test
    void itsLastAnswerCountsForSomeTime() {
        pulse.beat();

        assertThat(pulse.isYoungerThan(Duration.ofMinutes(1))).isTrue();
        assertThat(pulse.isYoungerThan(Duration.ZERO)).isFalse();
    }
}
