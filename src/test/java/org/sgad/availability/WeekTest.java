package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.event.EventJson;
import org.sgad.event.InvalidFields;

class WeekTest {
    @ParameterizedTest
    @CsvSource({"2026-W01, 2025-12-29", "2026-W42, 2026-10-12", "2026-W53, 2026-12-28", "2027-W01, 2027-01-04"})
    void aWeekStartsOnItsMonday(String week, LocalDate monday) {
        assertThat(Week.parse(week).monday()).isEqualTo(monday);
        assertThat(Week.of(monday)).hasToString(week);
        assertThat(Week.of(monday.plusDays(6))).hasToString(week);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-42",
                "2026-W4",
                "2026-w42",
                "2026-W00",
                "2026-W54",
                "2025-W53",
                "1999-W10",
                "2201-W01",
                "+2026-W42",
                "2026-W42 ",
                "２０２６-W42"
            })
    void whatIsNoIsoWeekIsRefusedByName(String text) {
        assertThatThrownBy(() -> Week.parse(text)).isInstanceOfSatisfying(InvalidFields.class, invalid -> {
            assertThat(invalid.errors()).hasSize(1);
            assertThat(invalid.errors().get(0).field()).isEqualTo("week");
            assertThat(invalid.errors().get(0).value()).isEqualTo(text);
            assertThat(invalid.errors().get(0).message()).contains("2026-W42");
        });
    }

    @Test
    void anErrorCanNameTheFieldThatTheWeekCameIn() {
        assertThatThrownBy(() -> Week.parse("after", "x")).hasMessageStartingWith("after 'x'");
    }

    @Test
    void weeksAreCountedAcrossTheYearsEnd() {
        assertThat(Week.parse("2026-W53").plusWeeks(1)).hasToString("2027-W01");
        assertThat(Week.parse("2027-W01").plusWeeks(-1)).hasToString("2026-W53");
    }

    @Test
    void aWeekContainsMondayToSunday() {
        Week week = Week.parse("2026-W42");

        assertThat(week.contains(LocalDate.of(2026, 10, 11))).isFalse();
        assertThat(week.contains(LocalDate.of(2026, 10, 12))).isTrue();
        assertThat(week.contains(LocalDate.of(2026, 10, 18))).isTrue();
        assertThat(week.contains(LocalDate.of(2026, 10, 19))).isFalse();
    }

    @Test
    void weeksAreOrderedByTime() {
        assertThat(Week.parse("2025-W52")).isLessThan(Week.parse("2026-W01"));
        assertThat(Week.parse("2026-W09")).isLessThan(Week.parse("2026-W10"));
        assertThat(Week.parse("2026-W09").isBefore(Week.parse("2026-W09"))).isFalse();
    }

    @Test
    void inJsonItIsAText() {
        assertThat(EventJson.write(Week.parse("2026-W42"))).isEqualTo("\"2026-W42\"");
    }
}
