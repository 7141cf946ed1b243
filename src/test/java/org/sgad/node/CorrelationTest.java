package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {
    @Test
    void aThreadWorksForOneAtATimeAndGoesBackToWhatItWorkedFor() {
        String before = Correlation.set("request-1");
        String between = Correlation.set("event-1");
        assertThat(Correlation.current()).isEqualTo("event-1");

        Correlation.set(between);
        assertThat(Correlation.current()).isEqualTo("request-1");

        Correlation.set(before);
        assertThat(Correlation.current()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "request-7", "0199b2c4-7e7a-7000-8000-000000000001", "order:7_b.c"})
    void othersMayGiveAPlainOne(String id) {
        assertThat(Correlation.given(id)).contains(id);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a b", "a\nINFO: all is well", "\u001b[31m", "ñ", "a\u0000", "\"", "{0}", "a]"})
    void whatCouldDisturbALineOfTheLogIsNone(String id) {
        assertThat(Correlation.given(id)).isEmpty();
    }

    @Test
    void neitherIsOneThatIsTooLong() {
        assertThat(Correlation.given("x".repeat(128))).isPresent();
        assertThat(Correlation.given("x".repeat(129))).isEmpty();
    }
}
