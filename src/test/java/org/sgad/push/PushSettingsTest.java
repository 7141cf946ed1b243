package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgad.node.Settings;

class PushSettingsTest {
    private static PushSettings of(Map<String, String> values) {
        return PushSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }

    @Test
    void aUserHasTwentySessionsUnlessToldOtherwise() {
        assertThat(of(Map.of()).sessionsPerUser()).isEqualTo(20);
        assertThat(of(Map.of("sgad.sessions.per.user", "3")).sessionsPerUser()).isEqualTo(3);
    }

    @Test
    void aNumberThatMakesNoSenseIsNamed() {
        assertThatThrownBy(() -> of(Map.of("sgad.sessions.per.user", "0")))
                .hasMessage("SGAD_SESSIONS_PER_USER is '0'; allowed: a whole number from 1 to 10000");
    }
}
