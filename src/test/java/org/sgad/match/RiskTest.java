package org.sgad.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;
import org.sgad.event.UserId;

class RiskTest {
    private static final UserId ANA = new UserId("ana");
    private static final LocalDate SATURDAY = LocalDate.of(2026, 10, 17);
    private static final Filing SHRUNK = filing(new LocalSlot(SATURDAY, LocalTime.of(8, 0), LocalTime.of(12, 0)));

    @Test
    void whoIsNoLongerAvailableIsLostOnce() {
        assertThat(Risk.of(List.of(SHRUNK), List.of(standing("15:30", false)))).satisfies(risk -> {
            assertThat(risk.lost()).hasSize(1);
            assertThat(risk.covered()).isEmpty();
        });
        assertThat(Risk.of(List.of(SHRUNK), List.of(standing("15:30", true))))
                .isEqualTo(new Risk(List.of(), List.of()));
    }

    @Test
    void whoIsAvailableAgainIsCoveredSoThatTheNextLossIsOneAgain() {
        assertThat(Risk.of(List.of(SHRUNK), List.of(standing("09:00", true))).covered())
                .hasSize(1);
        assertThat(Risk.of(List.of(SHRUNK), List.of(standing("09:00", false))))
                .isEqualTo(new Risk(List.of(), List.of()));
    }

    @Test
    void assignmentsOfOtherWeeksAreLeftAlone() {
        Standing nextWeek = new Standing(
                MatchId.create(),
                ANA,
                MatchRole.REFEREE,
                OffsetDateTime.parse("2026-10-24T15:30:00-05:00"),
                "El Campín",
                false);

        assertThat(Risk.of(List.of(filing()), List.of(nextWeek))).isEqualTo(new Risk(List.of(), List.of()));
    }

    private static Standing standing(String time, boolean atRisk) {
        return new Standing(
                MatchId.create(),
                ANA,
                MatchRole.REFEREE,
                OffsetDateTime.parse("2026-10-17T" + time + ":00-05:00"),
                "El Campín",
                atRisk);
    }

    private static Filing filing(LocalSlot... slots) {
        return new Filing(ANA, LocalDate.of(2026, 10, 12), Instant.EPOCH, new EventId("e"), List.of(slots));
    }
}
