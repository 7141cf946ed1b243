package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SseBlockTest {
    @Test
    void anEventIsItsCursorAndItsJson() {
        assertThat(SseBlock.of("p7", "{\"a\":1}")).isEqualTo("id: p7\ndata: {\"a\":1}\n\n");
        assertThat(SseBlock.of(null, "{}")).isEqualTo("data: {}\n\n");
    }

    @Test
    void everyLineOfTheJsonIsData() {
        assertThat(SseBlock.of(null, "{\r\n\"a\":1\r}\n")).isEqualTo("data: {\ndata: \"a\":1\ndata: }\n\n");
    }
}
