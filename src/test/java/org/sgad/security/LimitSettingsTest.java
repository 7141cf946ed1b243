package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.node.InvalidSetting;
import org.sgad.node.Settings;

class LimitSettingsTest {
    private static LimitSettings from(Map<String, String> values) {
        return LimitSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }

    @Test
    void aCallerMayPublishTwoHundredASecondAndAThousandAtOnce() {
        assertThat(from(Map.of())).isEqualTo(new LimitSettings(OptionalInt.of(200), 1_000));
    }

    @Test
    void theyCanBeSet() {
        assertThat(from(Map.of("sgad.publish.rate", "5", "sgad.publish.burst", "7")))
                .isEqualTo(new LimitSettings(OptionalInt.of(5), 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "NONE"})
    void noneLimitsNobody(String none) {
        assertThat(from(Map.of("sgad.publish.rate", none)).publishRate()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000001", "off", "1.5"})
    void aWrongRateIsNamedWithWhatIsAllowed(String wrong) {
        assertThatThrownBy(() -> from(Map.of("sgad.publish.rate", wrong)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("SGAD_PUBLISH_RATE is '" + wrong + "'; allowed: none, or a whole number from 1 to 1000000");
    }
}
