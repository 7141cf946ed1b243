package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosingScheduleTest {
    private static final ClosingSchedule BOGOTA = schedule(DayOfWeek.FRIDAY, "15:00", "America/Bogota");

    @ParameterizedTest
    @CsvSource({
        "America/Bogota,      2026-W13, 2026-03-27T15:00-05:00",
        "America/Bogota,      2026-W42, 2026-10-16T15:00-05:00",
        "America/Bogota,      2026-W53, 2027-01-01T15:00-05:00",
        "Europe/Madrid,       2026-W13, 2026-03-27T15:00+01:00",
        "Europe/Madrid,       2026-W14, 2026-04-03T15:00+02:00",
        "Europe/Madrid,       2026-W43, 2026-10-23T15:00+02:00",
        "Europe/Madrid,       2026-W44, 2026-10-30T15:00+01:00",
        "Australia/Lord_Howe, 2026-W14, 2026-04-03T15:00+11:00",
        "Australia/Lord_Howe, 2026-W15, 2026-04-10T15:00+10:30"
    })
    void eachWeekIsDueAtTheSameTimeOnTheClocksOfItsZone(String zone, String week, String due) {
        assertThat(schedule(DayOfWeek.FRIDAY, "15:00", zone)
                        .dueAt(Week.parse(week))
                        .toOffsetDateTime())
                .hasToString(due);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Madrid,       02:30, 2026-W13, 2026-03-29T03:30+02:00",
        "America/New_York,    02:00, 2026-W10, 2026-03-08T03:00-04:00",
        "Australia/Lord_Howe, 02:15, 2026-W40, 2026-10-04T02:45+11:00"
    })
    void aTimeThatClocksSkipIsLaterByWhatTheySkip(String zone, String time, String week, String due) {
        assertThat(schedule(DayOfWeek.SUNDAY, time, zone)
                        .dueAt(Week.parse(week))
                        .toOffsetDateTime())
                .hasToString(due);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Madrid,       02:30, 2026-W43, 2026-10-25T02:30+02:00",
        "America/New_York,    01:30, 2026-W44, 2026-11-01T01:30-04:00",
        "Australia/Lord_Howe, 01:45, 2026-W14, 2026-04-05T01:45+11:00"
    })
    void ofATimeThatComesTwiceItIsTheFirst(String zone, String time, String week, String due) {
        assertThat(schedule(DayOfWeek.SUNDAY, time, zone)
                        .dueAt(Week.parse(week))
                        .toOffsetDateTime())
                .hasToString(due);
    }

    @Test
    void theNextClosingIsThisWeeksUntilItIsDue() {
        Instant due = Instant.parse("2026-10-16T20:00:00Z");

        assertThat(BOGOTA.nextAfter(due.minusMillis(1))).hasToString("2026-W42");
        assertThat(BOGOTA.nextAfter(due)).hasToString("2026-W43");
    }

    @Test
    void itIsTheWeekOfTheZoneNotOfGreenwich() {
        assertThat(BOGOTA.weekAt(Instant.parse("2026-10-19T04:59:59Z"))).hasToString("2026-W42");
        assertThat(BOGOTA.weekAt(Instant.parse("2026-10-19T05:00:00Z"))).hasToString("2026-W43");
    }

    @Test
    void closingsAreDueFromAfterTheFirstInstantToTheLast() {
        Instant due = Instant.parse("2026-10-16T20:00:00Z");
        Instant threeWeeksOn = Instant.parse("2026-11-06T20:00:00Z");

        assertThat(BOGOTA.dueBetween(due.minusMillis(1), threeWeeksOn))
                .extracting(Week::toString)
                .containsExactly("2026-W42", "2026-W43", "2026-W44", "2026-W45");
        assertThat(BOGOTA.dueBetween(due, threeWeeksOn.minusMillis(1)))
                .extracting(Week::toString)
                .containsExactly("2026-W43", "2026-W44");
        assertThat(BOGOTA.dueBetween(due, due)).isEmpty();
        assertThat(BOGOTA.dueBetween(threeWeeksOn, due)).isEmpty();
    }

    @Test
    void acrossAYearOf53WeeksNoneIsLeftOut() {
        assertThat(BOGOTA.dueBetween(Instant.parse("2026-12-26T00:00:00Z"), Instant.parse("2027-01-09T00:00:00Z")))
                .extracting(Week::toString)
                .containsExactly("2026-W53", "2027-W01");
    }

    @Test
    void instantsAreToldWithTheZonesOffset() {
        assertThat(BOGOTA.at(Instant.parse("2026-10-16T20:00:00Z"))).hasToString("2026-10-16T15:00-05:00");
    }

    private static ClosingSchedule schedule(DayOfWeek day, String time, String zone) {
        return new ClosingSchedule(new ClosingSettings(day, LocalTime.parse(time), ZoneId.of(zone)));
    }
}
