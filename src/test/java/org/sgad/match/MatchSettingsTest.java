package org.sgad.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.node.InvalidSetting;
import org.sgad.node.Settings;

class MatchSettingsTest {
    @Test
    void kickOffsAreThreeHoursApartUnlessSaidOtherwise() {
        assertThat(from(Map.of()).travelGap()).isEqualTo(Duration.ofHours(3));
        assertThat(from(Map.of("sgad.match.travel.gap", "PT90M")).travelGap()).isEqualTo(Duration.ofMinutes(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3h", "PT49H", "-PT1H"})
    void aWrongGapIsNamedWithWhatIsAllowed(String value) {
        assertThatThrownBy(() -> from(Map.of("sgad.match.travel.gap", value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("SGAD_MATCH_TRAVEL_GAP is '" + value + "'; allowed: an ISO duration from PT0S to PT48H");
    }

    @Test
    void exactlyTheGapIsFarEnoughAndTheSameTimeNeverIs() {
        assertThat(Gap.reach(Duration.ofHours(3))).isEqualTo(Duration.ofSeconds(3 * 3600 - 1));
        assertThat(Gap.reach(Duration.ZERO)).isEqualTo(Duration.ZERO);
    }

    private static MatchSettings from(Map<String, String> values) {
        return MatchSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }
}
