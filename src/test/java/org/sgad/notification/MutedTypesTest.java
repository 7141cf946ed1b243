package org.sgad.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgad.event.EventType;

class MutedTypesTest {

    @ParameterizedTest
    @CsvSource({
        "availability.closed, availability.closed, true",
        "availability.closed, availability.closed.x, false",
        "availability.*, availability.closed, true",
        "availability.*, availability, false",
        "match.*, availability.closed, false",
        "*, anything, true"
    })
    void aPatternIsATypeOrHowItBegins(String pattern, String type, boolean isMuted) {
        MutedTypes muted = new MutedTypes(List.of("other", pattern));
        assertThat(muted.include(new EventType(type))).isEqualTo(isMuted);
    }

    @ParameterizedTest
    @CsvSource({"a.*, true", "*, true", "a.b, true", "'', false", "' ', false", "a.*.b, false", "**, false"})
    void aStarStandsAtTheEndOnly(String text, boolean isPattern) {
        assertThat(MutedTypes.isPattern(text)).isEqualTo(isPattern);
    }
}
