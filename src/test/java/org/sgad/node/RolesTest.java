package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {

    @Test
    void aNodeRunsEverythingUnlessItIsTold() {
        assertThat(of("")).hasToString("availability,match,notification,gateway");
    }

    @Test
    void onlyThePartsNamedRun() {
        Roles roles = of(" Gateway, match,match");
        assertThat(roles).hasToString("match,gateway");
        assertThat(roles.has(Role.GATEWAY)).isTrue();
        assertThat(roles.has(Role.AVAILABILITY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatway", "match,", ",", "match notification", "all"})
    void whatIsNoRoleIsRefusedByName(String roles) {
        assertThatThrownBy(() -> of(roles))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("SGAD_ROLES is '" + roles
                        + "'; allowed: a comma-separated list of availability, match, notification, gateway");
    }

    private static Roles of(String value) {
        return Roles.from(new Settings(key -> key.equals("sgad.roles") ? Optional.of(value) : Optional.empty()));
    }
}
