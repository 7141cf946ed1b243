package org.sgad.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypePatternTest {
    @Test
    void aHalfOfASurrogatePairIsNoText() {
        assertThat(TypePattern.isOne("match." + (char) 0xD83D)).isFalse();
        assertThat(TypePattern.isOne("match.😀")).isTrue();
        assertThat(Text.isPlain("a" + (char) 0xDE00 + "b")).isFalse();
        assertThat(Text.isPlain("a\u0007b")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "availability.closed, availability.closed, true",
        "availability.closed, availability.closed.x, false",
        "availability.*, availability.closed, true",
        "availability.*, availability, false",
        "match.*, availability.closed, false",
        "*, anything, true"
    })
    void aPatternIsATypeOrHowItBegins(String pattern, String type, boolean isMatch) {
        assertThat(TypePattern.matches(pattern, new EventType(type))).isEqualTo(isMatch);
    }

    @ParameterizedTest
    @CsvSource({"a.*, true", "*, true", "a.b, true", "'', false", "' ', false", "a.*.b, false", "**, false"})
    void aStarStandsAtTheEndOnly(String text, boolean isPattern) {
        assertThat(TypePattern.isOne(text)).isEqualTo(isPattern);
    }
}
