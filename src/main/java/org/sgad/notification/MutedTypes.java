package org.sgad.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.sgad.event.EventType;
import org.sgad.event.TypePattern;

/**
 * The event types that a user does not want to be told of.
 *
 * @param patterns types, or {@code availability.*} for all that begin so; {@code *} is everything
 */
public record MutedTypes(@JsonValue List<String> patterns) {
    static final MutedTypes NONE = new MutedTypes(List.of());
    static final int MOST = 50;

    public MutedTypes {
        patterns = List.copyOf(patterns);
    }

    boolean include(EventType type) {
        return patterns.stream().anyMatch(pattern -> TypePattern.matches(pattern, type));
    }
}
