package org.sgad.match;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The life of a match. */
public enum MatchStatus {
    /** It is, or was, to be played. */
    SCHEDULED,
    /** It is not to be played, for good. */
    CANCELLED;

    static Optional<MatchStatus> find(String text) {
        return Arrays.stream(values())
                .filter(status -> status.toString().equalsIgnoreCase(text))
                .findFirst();
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
