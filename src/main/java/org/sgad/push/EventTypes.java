package org.sgad.push;

import java.util.Arrays;
import java.util.List;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;

/**
 * The event types that a session wants.
 *
 * @param patterns types, or {@code availability.*} for all that begin so; {@code *} is everything
 */
record EventTypes(List<String> patterns) {
    static final EventTypes ALL = new EventTypes(List.of("*"));

    private static final int MAX_PATTERNS = 50;
    private static final int MAX_LENGTH = 100;

    EventTypes {
        if (patterns.isEmpty() || patterns.size() > MAX_PATTERNS) {
            throw new InvalidFields("event_types", patterns.size() + " types", "must be 1 to " + MAX_PATTERNS);
        }
        for (String pattern : patterns) {
            int star = pattern.indexOf('*');
            if (pattern.isEmpty() || pattern.length() > MAX_LENGTH || (star >= 0 && star != pattern.length() - 1)) {
                throw new InvalidFields(
                        "event_types", pattern, "must be a type such as availability.closed, or availability.*, or *");
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
            if (matches(pattern, type.value())) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }
}
