package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // injected by hand, as there is no container
class OverdueClosingTest {
    private static final Week LAST = Week.parse("2026-W41");
    private static final Week THIS = Week.parse("2026-W42");
    private static final Instant DUE = Instant.parse("2026-10-16T20:00:00Z");
    private static final Instant BEFORE = DUE.minusSeconds(60);
    private static final Instant AFTER = DUE.plusSeconds(60);

    private final OverdueClosing overdue = new OverdueClosing();
    private Instant now = BEFORE;

    OverdueClosingTest() {
        overdue.schedule = new ClosingSchedule(
                new ClosingSettings(DayOfWeek.FRIDAY, LocalTime.of(15, 0), ZoneId.of("America/Bogota")));
        InstantSource source = () -> now;
        overdue.clock = source.withZone(ZoneOffset.UTC);
    }

    @Test
    void aNodeThatMakesNoClosingsKnowsOfNoneThatIsOverdue() {
        now = AFTER;

        assertThat(overdue.overdue()).isZero();
    }

    @Test
    void aClosingThatFallsDueIsOverdueUntilItIsFinished() {
        overdue.found(List.of(), BEFORE);
        assertThat(overdue.overdue()).isZero();

        now = AFTER;
        assertThat(overdue.overdue()).isEqualTo(Duration.ofSeconds(60));

        overdue.found(List.of(), AFTER);
        assertThat(overdue.overdue()).isZero();
    }

    @Test
    void theOldestOfSeveralCounts() {
        now = AFTER;
        overdue.found(List.of(LAST, THIS), AFTER);

        assertThat(overdue.overdue()).isEqualTo(Duration.ofDays(7).plusSeconds(60));
    }

    @Test
    void aClosingThatWasBegunBeforeItsTimeIsNotOverdue() {
        overdue.found(List.of(THIS), BEFORE);
        assertThat(overdue.overdue()).isZero();

        now = AFTER;
        assertThat(overdue.overdue()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whatWasKnownBeforeStaysTrueWhileTheDatabaseDoesNotTell() {
        overdue.looking(BEFORE);
        now = AFTER;
        overdue.looking(AFTER);

        assertThat(overdue.overdue()).isEqualTo(Duration.ofSeconds(60));
    }
}
