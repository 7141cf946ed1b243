package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgad.node.InvalidSetting;
import org.sgad.node.Settings;

class ClosingSettingsTest {
    @Test
    void byDefaultWeeksCloseOnFridayAtThreeInBogota() {
        assertThat(from(Map.of()))
                .isEqualTo(new ClosingSettings(DayOfWeek.FRIDAY, LocalTime.of(15, 0), ZoneId.of("America/Bogota")));
    }

    @Test
    void dayTimeAndZoneCanBeSet() {
        ClosingSettings settings = from(
                Map.of("sgad.closing.day", "sunday", "sgad.closing.time", "23:30", "sgad.timezone", "Europe/Madrid"));

        assertThat(settings)
                .isEqualTo(new ClosingSettings(DayOfWeek.SUNDAY, LocalTime.of(23, 30), ZoneId.of("Europe/Madrid")));
    }

    @ParameterizedTest
    @CsvSource({
        "sgad.closing.day, VIERNES, SGAD_CLOSING_DAY is 'VIERNES'; allowed: one of MONDAY",
        "sgad.closing.time, 25:00, SGAD_CLOSING_TIME is '25:00'; allowed: a time such as 15:00",
        "sgad.closing.time, 3pm, SGAD_CLOSING_TIME is '3pm'; allowed: a time such as 15:00",
        "sgad.timezone, Bogota, SGAD_TIMEZONE is 'Bogota'; allowed: a time zone such as America/Bogota"
    })
    void aWrongValueIsNamedWithWhatIsAllowed(String key, String value, String message) {
        assertThatThrownBy(() -> from(Map.of(key, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(message);
    }

    private static ClosingSettings from(Map<String, String> values) {
        return ClosingSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }
}
