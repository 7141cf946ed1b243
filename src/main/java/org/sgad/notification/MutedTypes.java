package org.sgad.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.sgad.event.EventType;

/**
 * The event types that a user does not want to be told of.
 *
 * @param patterns types, or {@code availability.*} for all that begin so; {@code *} is everything
 */
public record MutedTypes(@JsonValue List<String> patterns) {
    static final MutedTypes NONE = new MutedTypes(List.of());
    static final int MOST = 50;
    private static final int MAX_LENGTH = 100;

    public MutedTypes {
        patterns = List.copyOf(patterns);
    }

    /** Whether a text is a type or a pattern. */
    static boolean isPattern(String text) {
        int star = text.indexOf('*');
        return !text.isBlank()
                && text.length() <= MAX_LENGTH
                && text.chars().noneMatch(Character::isISOControl)
                && (star < 0 || star == text.length() - 1);
    }

    boolean include(EventType type) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, type.value()));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }
}
