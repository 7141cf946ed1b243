package org.sgad.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.node.InvalidSetting;
import org.sgad.node.Settings;

class RetentionSettingsTest {
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

    @Test
    void everythingIsKeptUnlessSaidOtherwise() {
        assertThat(from(Map.of()).isOn()).isFalse();
        assertThat(from(Map.of("sgad.log.retention.months", "0")).isOn()).isFalse();
        assertThat(from(Map.of("sgad.log.retention.months", "6"))).isEqualTo(new RetentionSettings(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1201", "six", "1.5"})
    void aWrongNumberIsNamedWithWhatIsAllowed(String value) {
        assertThatThrownBy(() -> from(Map.of("sgad.log.retention.months", value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("SGAD_LOG_RETENTION_MONTHS is '" + value + "'; allowed: a whole number from 0 to 1200");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2026-10-16T12:00:00Z, 2026-09-01T05:00:00Z",
        "1, 2026-11-01T04:59:59Z, 2026-09-01T05:00:00Z",
        "1, 2026-11-01T05:00:00Z, 2026-10-01T05:00:00Z",
        "2, 2027-01-31T12:00:00Z, 2026-11-01T05:00:00Z",
        "12, 2028-02-29T12:00:00Z, 2027-02-01T05:00:00Z"
    })
    void wholeMonthsAreKeptBeforeTheCurrentOne(int months, Instant now, Instant since) {
        assertThat(new RetentionSettings(months).keptSince(now, BOGOTA)).isEqualTo(since);
    }

    @Test
    void noMonthIsShorterThanItsShortest() {
        assertThat(new RetentionSettings(3).shortest()).isEqualTo(Duration.ofDays(84));
    }

    private static RetentionSettings from(Map<String, String> values) {
        return RetentionSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }
}
