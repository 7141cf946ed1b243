package org.sgad.event;

/**
 * What names one event type or several: a type, the beginning of one as in {@code availability.*}, or {@code *} for all.
 */
public final class TypePattern {
    public static final String ALLOWED = "a type such as availability.closed, or availability.*, or *";

    private static final int MAX_LENGTH = 100;

    private TypePattern() {}

    /** Whether a text is one; at most 100 characters. */
    public static boolean isOne(String text) {
        int star = text.indexOf('*');
        return !text.isBlank()
                && text.length() <= MAX_LENGTH
                && Text.isPlain(text)
                && (star < 0 || star == text.length() - 1);
    }

    /** Whether it names all types that begin so, and not one alone. */
    public static boolean isOfSeveral(String pattern) {
        return pattern.endsWith("*");
    }

    /** How all types begin that a pattern of several names. */
    public static String beginning(String pattern) {
        return pattern.substring(0, pattern.length() - 1);
    }

    public static boolean matches(String pattern, EventType type) {
        return isOfSeveral(pattern)
                ? type.value().startsWith(beginning(pattern))
                : type.value().equals(pattern);
    }
}
