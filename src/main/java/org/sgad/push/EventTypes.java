package org.sgad.push;

import java.util.Arrays;
import java.util.List;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;
import org.sgad.event.TypePattern;

/**
 * The event types that a session wants.
 *
 * @param patterns types, or {@code availability.*} for all that begin so; {@code *} is everything
 */
record EventTypes(List<String> patterns) {
    static final EventTypes ALL = new EventTypes(List.of("*"));

    private static final int MAX_PATTERNS = 50;

    EventTypes {
        if (patterns.isEmpty() || patterns.size() > MAX_PATTERNS) {
            throw new InvalidFields("event_types", patterns.size() + " types", "must be 1 to " + MAX_PATTERNS);
        }
        for (String pattern : patterns) {
            if (!TypePattern.isOne(pattern)) {
                throw new InvalidFields("event_types", pattern, "must be " + TypePattern.ALLOWED);
            }
        }
        patterns = List.copyOf(patterns);
    }

    /** Reads a list with commas; what is wrong is said of the given field. */
    static EventTypes parse(String field, String text) {
        try {
            return new EventTypes(
                    Arrays.stream(text.split(",", -1)).map(String::strip).toList());
        } catch (InvalidFields e) {
            throw e.in(field);
        }
    }

    boolean include(EventType type) {
        for (String pattern : patterns) {
            if (TypePattern.matches(pattern, type)) {
                return true;
            }
        }
        return false;
    }
}
