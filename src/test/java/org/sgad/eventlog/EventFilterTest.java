package org.sgad.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sgad.event.InvalidFields;

class EventFilterTest {
    @Test
    void timesAreReadWithTheirOffset() {
        EventFilter filter = EventFilter.parse(null, null, null, "2026-10-16T15:00:00-05:00", "", null);

        assertThat(filter.from()).isEqualTo(Instant.parse("2026-10-16T20:00:00Z"));
        assertThat(filter.to()).isNull();
    }

    @Test
    void everyWrongParameterIsNamed() {
        assertThatThrownBy(() -> EventFilter.parse("x".repeat(201), null, null, "today", "2026-10-16T15:00:00", "a\0b"))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("type '")
                .hasMessageContaining("from 'today'")
                .hasMessageContaining("to '2026-10-16T15:00:00'")
                .hasMessageContaining("q '");
    }

    @Test
    void aYearThatNoEventHasIsNamed() {
        assertThatThrownBy(() -> EventFilter.parse(null, null, null, "+300000-12-31T23:59:59Z", null, null))
                .hasMessageContaining("from '+300000");
    }

    @Test
    void aCursorIsWhatWasGivenOut() {
        assertThat(Cursor.parse("after", new Cursor(123_456_789L).toString())).isEqualTo(new Cursor(123_456_789L));
        for (String bad : new String[] {"", "5", "p", "p!", "p-1", "p" + "z".repeat(13)}) {
            assertThatThrownBy(() -> Cursor.parse("after", bad)).hasMessageContaining("after '" + bad + "'");
        }
    }
}
