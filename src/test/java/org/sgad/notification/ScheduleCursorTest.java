package org.sgad.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.event.InvalidFields;

class ScheduleCursorTest {
    @Test
    void whatItWritesItReads() {
        ScheduleCursor cursor = new ScheduleCursor(Instant.parse("2026-10-16T20:00:00.001Z"), 7);

        assertThat(ScheduleCursor.parse("after", cursor.toString())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1", "-1-1", "99999999999999-1", "1-9999999999999999999"})
    void whatItNeverWritesIsRefused(String text) {
        assertThatThrownBy(() -> ScheduleCursor.parse("after", text)).isInstanceOf(InvalidFields.class);
    }
}
