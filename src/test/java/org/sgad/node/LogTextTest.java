package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {
    @Test
    void whatIsPlainStaysAsItIs() {
        assertThat(LogText.of("availability.closed, ñandú 'x' {0}")).isEqualTo("availability.closed, ñandú 'x' {0}");
        assertThat(LogText.of(null)).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u001b", "\u0000", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029", "\u202e"})
    void whatEndsALineOrCommandsATerminalIsAQuestionMark(String hostile) {
        assertThat(LogText.of("a" + hostile + "b")).isEqualTo("a?b");
        assertThat(Loop.summary(new IOException("a" + hostile + "b"))).isIn("a?b", "a");
    }

    @Test
    void whatIsLongIsCut() {
        assertThat(LogText.of("x".repeat(1_000_000))).isEqualTo("x".repeat(200) + '…');
        assertThat(Loop.summary(new IOException("x".repeat(1_000_000)))).hasSize(1_001);
    }
}
