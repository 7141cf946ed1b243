package org.sgad.match;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which match. */
public record MatchId(@JsonValue UUID value) {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    static MatchId create() {
        return new MatchId(UUID.randomUUID());
    }

    /** The match of that name, or none where no match can have it. */
    static Optional<MatchId> find(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new MatchId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
