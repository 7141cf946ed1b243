package org.sgad.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void aHeaderIsReadAndWritten() {
        String header = "00-" + TRACE + "-" + SPAN + "-01";

        assertThat(Traceparent.parse(header)).hasValueSatisfying(read -> {
            assertThat(read).isEqualTo(new Traceparent(TRACE, SPAN, "01"));
            assertThat(read).hasToString(header);
        });
    }

    @Test
    void ofALaterVersionWhatIsKnownIsTaken() {
        assertThat(Traceparent.parse("cc-" + TRACE + "-" + SPAN + "-01-what-will-be"))
                .hasValueSatisfying(read -> assertThat(read).hasToString("00-" + TRACE + "-" + SPAN + "-01"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01"
            })
    void whatIsNotValidIsNone(String header) {
        assertThat(Traceparent.parse(header)).isEmpty();
    }
}
