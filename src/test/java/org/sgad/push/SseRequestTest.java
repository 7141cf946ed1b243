package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseRequestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "application/json, text/event-stream;q=0.5",
                "TEXT/*",
                "*/*",
                "text/html,*/*;q=0.8"
            })
    void eventsAreWanted(String accept) {
        assertThat(SseRequest.accepts(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "text/event-stream;q=0, */*", "text/*;q=0.0", "text"})
    void eventsAreNotWanted(String accept) {
        assertThat(SseRequest.accepts(accept)).isFalse();
    }
}
