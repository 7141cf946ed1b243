package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {
    private static final OptionalLong NOTHING = OptionalLong.empty();
    private static final OptionalLong VERSION_3 = OptionalLong.of(3);

    @Test
    void withoutAnyEverythingMayBeReplaced() {
        assertThat(Preconditions.NONE.hold(NOTHING)).isTrue();
        assertThat(Preconditions.NONE.hold(VERSION_3)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "*", "\"1\", \"3\"", "\"1\",\"3\",\"a\"", " \"3\" "})
    void aMatchingTagHolds(String ifMatch) {
        assertThat(ifMatch(ifMatch).hold(VERSION_3)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "\"33\"", "3", "W/\"3\"", "\"\"", "", ",", "\"1\", \"2\""})
    void anyOtherTagDoesNot(String ifMatch) {
        assertThat(ifMatch(ifMatch).hold(VERSION_3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "*", "\"0\""})
    void noTagMatchesWhatIsNotThere(String ifMatch) {
        assertThat(ifMatch(ifMatch).hold(NOTHING)).isFalse();
    }

    @Test
    void ifNoneMatchWithAStarHoldsOnlyForWhatIsNotThere() {
        assertThat(ifNoneMatch("*").hold(NOTHING)).isTrue();
        assertThat(ifNoneMatch("*").hold(VERSION_3)).isFalse();
    }

    @Test
    void ifNoneMatchHoldsForOtherVersions() {
        assertThat(ifNoneMatch("\"2\"").hold(VERSION_3)).isTrue();
        assertThat(ifNoneMatch("\"2\", \"3\"").hold(VERSION_3)).isFalse();
        assertThat(ifNoneMatch("W/\"3\"").hold(VERSION_3)).isFalse();
    }

    @Test
    void bothMustHold() {
        assertThat(new Preconditions("\"3\"", "*").hold(VERSION_3)).isFalse();
    }

    private static Preconditions ifMatch(String tags) {
        return new Preconditions(tags, null);
    }

    private static Preconditions ifNoneMatch(String tags) {
        return new Preconditions(null, tags);
    }
}
