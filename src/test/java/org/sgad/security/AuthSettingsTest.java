package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgad.node.Settings;

class AuthSettingsTest {
    private static AuthSettings from(Map<String, String> values) {
        return AuthSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }

    @Test
    void nobodyOpensASystemByForgettingASetting() {
        assertThatThrownBy(() -> from(Map.of())).hasMessageStartingWith("SGAD_AUTH is not set; allowed: none");
        assertThatThrownBy(() -> from(Map.of("sgad.auth", "jwt"))).hasMessageStartingWith("SGAD_AUTH is 'jwt'");
    }

    @Test
    void noneIsForTheLoopbackAddressUnlessItIsSaidTwice() {
        assertThat(from(Map.of("sgad.auth", "none")).bindPublic()).isFalse();
        assertThat(from(Map.of("sgad.auth", "none", "sgad.bind.public", "true")).bindPublic())
                .isTrue();
    }
}
