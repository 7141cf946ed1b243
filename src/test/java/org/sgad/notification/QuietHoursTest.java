package org.sgad.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        // an evening and the morning after
        "22:00, 07:00, 2026-10-16T21:59:59-05:00, 2026-10-16T21:59:59-05:00",
        "22:00, 07:00, 2026-10-16T22:00:00-05:00, 2026-10-17T07:00:00-05:00",
        "22:00, 07:00, 2026-10-17T00:00:00-05:00, 2026-10-17T07:00:00-05:00",
        "22:00, 07:00, 2026-10-17T06:59:59-05:00, 2026-10-17T07:00:00-05:00",
        "22:00, 07:00, 2026-10-17T07:00:00-05:00, 2026-10-17T07:00:00-05:00",
        // within one day
        "12:00, 14:00, 2026-10-16T13:00:00-05:00, 2026-10-16T14:00:00-05:00",
        "12:00, 14:00, 2026-10-16T14:00:00-05:00, 2026-10-16T14:00:00-05:00",
        // until midnight
        "20:00, 00:00, 2026-10-16T23:00:00-05:00, 2026-10-17T00:00:00-05:00"
    })
    void theyHoldUntilTheyEnd(String from, String to, String at, String until) {
        assertEnd("America/Bogota", from, to, at, until);
    }

    @ParameterizedTest
    @CsvSource({
        // 29 March 2026: 02:00 becomes 03:00
        "22:00, 07:00, 2026-03-28T23:00:00+01:00, 2026-03-29T07:00:00+02:00",
        "22:00, 02:30, 2026-03-29T01:00:00+01:00, 2026-03-29T03:00:00+02:00",
        // 25 October 2026: 03:00 becomes 02:00
        "22:00, 07:00, 2026-10-24T23:00:00+02:00, 2026-10-25T07:00:00+01:00",
        "22:00, 02:30, 2026-10-25T01:00:00+02:00, 2026-10-25T02:30:00+02:00",
        "22:00, 02:30, 2026-10-25T02:10:00+01:00, 2026-10-25T02:30:00+01:00"
    })
    void theyFollowTheClockOnTheWallWhenItIsMoved(String from, String to, String at, String until) {
        assertEnd("Europe/Madrid", from, to, at, until);
    }

    private static void assertEnd(String zone, String from, String to, String at, String until) {
        QuietHours quiet = new QuietHours(LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
        Instant instant = OffsetDateTime.parse(at).toInstant();

        assertThat(quiet.endAfter(instant))
                .isEqualTo(OffsetDateTime.parse(until).toInstant());
        assertThat(quiet.contain(instant)).isEqualTo(!at.equals(until));
        assertThat(quiet.contain(quiet.endAfter(instant))).isFalse();
    }

    @Test
    void aWholeDayIsNoneAsNobodyCanTellItFromNothing() {
        LocalTime noon = LocalTime.NOON;
        assertThatThrownBy(() -> new QuietHours(noon, noon, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
