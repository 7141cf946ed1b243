package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "0", "65536", "-1", "80.5"})
    void whatIsNoPortIsRefusedByName(String value) {
        assertThatThrownBy(() -> Run.portNumber(value))
                .isInstanceOf(StartProblem.class)
                .hasMessage("SGAD_HTTP_PORT=" + value + " must be a port, 1 to 65535");
    }

    @Test
    void aTakenPortIsRefusedBeforeAnythingStarts() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0)) {
            assertThatThrownBy(() -> Run.requireFree(somebody.getLocalPort()))
                    .hasMessageStartingWith("SGAD_HTTP_PORT=" + somebody.getLocalPort() + " is taken");
        }
    }

    @Test
    void aPortIsAcceptedWithSpacesAround() {
        int port = Ports.free();
        assertThat(Run.portNumber(" " + port)).isEqualTo(port);
    }

    @Test
    void anUnknownTimeZoneIsRefusedByName() {
        assertThatThrownBy(() -> Run.zone("Bogota")).hasMessageStartingWith("SGAD_TIMEZONE=Bogota must be");
    }

    @Test
    void tokensAreAskedForWhereTheCommandLineOrElseTheEnvironmentSaysSo() {
        assertThat(Run.asksForTokens("", Map.of())).isFalse();
        assertThat(Run.asksForTokens("", Map.of("SGAD_AUTH", "jwt"))).isTrue();
        assertThat(Run.asksForTokens("jwt", Map.of("SGAD_AUTH", "none"))).isTrue();
        assertThat(Run.asksForTokens("none", Map.of("SGAD_AUTH", "jwt"))).isFalse();
        assertThatThrownBy(() -> Run.asksForTokens("yes", Map.of())).hasMessage("SGAD_AUTH=yes must be jwt or none");
    }
}
