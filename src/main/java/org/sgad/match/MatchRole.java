package org.sgad.match;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a referee does in a match. */
public enum MatchRole {
    /** Directs it. */
    REFEREE,
    /** On the touchline. */
    ASSISTANT,
    /** Between the benches. */
    FOURTH,
    /** At the screen. */
    VAR;

    static final String ALLOWED = "referee, assistant, fourth or var";

    static Optional<MatchRole> find(String text) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(text))
                .findFirst();
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
