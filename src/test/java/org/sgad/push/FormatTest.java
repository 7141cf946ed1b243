package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sgad.eventlog.Cursor;

class FormatTest {
    private static final String BODY = "{\"event_type\":\"custom\",\"event_id\":\"1\"}";

    @Test
    void aPlainClientGetsTheBodyAsItIs() {
        assertThat(Format.PLAIN.event(BODY, new Cursor(5))).isEqualTo(BODY);
    }

    @Test
    void theSubprotocolAddsTheCursor() {
        assertThat(Format.SGAD_V1.event(BODY, new Cursor(5)))
                .isEqualTo("{\"event_type\":\"custom\",\"event_id\":\"1\",\"cursor\":\"p5\"}");
        assertThat(Format.SGAD_V1.event(BODY + "\n", new Cursor(5)))
                .isEqualTo("{\"event_type\":\"custom\",\"event_id\":\"1\",\"cursor\":\"p5\"}");
        assertThat(Format.SGAD_V1.event(BODY, null)).isEqualTo(BODY);
    }

    @Test
    void aPublishersOwnFieldOfThatNameIsNotTakenForOurs() {
        String theirs = "{\"event_type\":\"custom\",\"cursor\":\"p99\"}";

        assertThat(Format.SGAD_V1.event(theirs, null)).isEqualTo("{\"event_type\":\"custom\"}");
        assertThat(Format.SGAD_V1.event(theirs, new Cursor(5)))
                .isEqualTo("{\"event_type\":\"custom\",\"cursor\":\"p5\"}");
    }

    @Test
    void aServerSentEventHasItsCursorAsIdAndEachLineAsData() {
        assertThat(Format.SSE.event(BODY, new Cursor(5))).isEqualTo("id: p5\ndata: " + BODY + "\n\n");
        assertThat(Format.SSE.event("{\n\"a\":1\r\n}", null)).isEqualTo("data: {\ndata: \"a\":1\ndata: }\n\n");
    }
}
