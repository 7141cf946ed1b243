package org.sgad.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "availability.closed", "ñandú", "\uD83D\uDE00", "~ !"})
    void whatIsPrintedIsPlain(String text) {
        assertThat(Text.isPlain(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u0000", "\u007f", "\u0085", "a\uD83D", "\uDE00b"})
    void controlCharactersAndHalvesOfPairsAreNot(String text) {
        assertThat(Text.isPlain(text)).isFalse();
        assertThatThrownBy(() -> Text.requirePlain("event_id", text, 10)).isInstanceOf(InvalidFields.class);
    }

    @Test
    void lengthCountsBytesOfUtf8() {
        assertThatCode(() -> Text.requirePlain("event_id", "0123456789", 10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Text.requirePlain("event_id", "0123456789a", 10)).isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() -> Text.requirePlain("event_id", "ñandúñandú", 10)).isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() -> Text.requirePlain("event_id", "   ", 10)).isInstanceOf(InvalidFields.class);
    }
}
