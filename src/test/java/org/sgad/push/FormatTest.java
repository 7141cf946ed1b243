package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sgad.eventlog.Cursor;

class FormatTest {
    @Test
    void halfASurrogatePairStopsNobodysSession() {
        byte[] event = "{\"cursor\":1,\"x\":\"\\ud800\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(Frames.messages(Format.SGAD_V1.event(event, null))).containsExactly("{\"x\":\"?\"}");
    }

    private static final String BODY = "{\"event_type\":\"custom\",\"event_id\":\"1\"}";

    private static String event(Format format, String body, @Nullable Cursor cursor) {
        byte[] bytes = format.event(body.getBytes(StandardCharsets.UTF_8), cursor);
        return format == Format.SSE
                ? new String(bytes, StandardCharsets.UTF_8)
                : Frames.messages(bytes).get(0);
    }

    @Test
    void aPlainClientGetsTheBodyAsItIs() {
        assertThat(event(Format.PLAIN, BODY, new Cursor(5))).isEqualTo(BODY);
    }

    @Test
    void theSubprotocolAddsTheCursor() {
        assertThat(event(Format.SGAD_V1, BODY, new Cursor(5)))
                .isEqualTo("{\"event_type\":\"custom\",\"event_id\":\"1\",\"cursor\":\"p5\"}");
        assertThat(event(Format.SGAD_V1, BODY + "\n", new Cursor(5)))
                .isEqualTo("{\"event_type\":\"custom\",\"event_id\":\"1\",\"cursor\":\"p5\"}");
        assertThat(event(Format.SGAD_V1, BODY, null)).isEqualTo(BODY);
    }

    @Test
    void aPublishersOwnFieldOfThatNameIsNotTakenForOurs() {
        String theirs = "{\"event_type\":\"custom\",\"cursor\":\"p99\"}";

        assertThat(event(Format.SGAD_V1, theirs, null)).isEqualTo("{\"event_type\":\"custom\"}");
        assertThat(event(Format.SGAD_V1, theirs, new Cursor(5)))
                .isEqualTo("{\"event_type\":\"custom\",\"cursor\":\"p5\"}");
    }

    @Test
    void aServerSentEventHasItsCursorAsIdAndEachLineAsData() {
        assertThat(event(Format.SSE, BODY, new Cursor(5))).isEqualTo("id: p5\ndata: " + BODY + "\n\n");
        assertThat(event(Format.SSE, "{\n\"a\":1\r\n}", null)).isEqualTo("data: {\ndata: \"a\":1\ndata: }\n\n");
    }
}
