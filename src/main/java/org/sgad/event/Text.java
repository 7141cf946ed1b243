package org.sgad.event;

import java.nio.charset.StandardCharsets;

/** What texts from outside must satisfy to become names and ids. */
public final class Text {
    private Text() {}

    /** Whether a text holds neither control characters nor halves of a surrogate pair, which UTF-8 cannot encode. */
    public static boolean isPlain(String text) {
        return isPrintableAscii(text)
                || text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** What ids and types nearly always are: every event that is delivered asks for two of them. */
    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** @throws InvalidFields where the text is blank, over {@code max} bytes of UTF-8 or is not plain */
    static void requirePlain(String field, String value, int max) {
        boolean fits = isPrintableAscii(value)
                ? value.length() <= max
                : value.getBytes(StandardCharsets.UTF_8).length <= max && isPlain(value);
        if (value.isBlank() || !fits) {
            throw new InvalidFields(
                    field, value, "must be 1 to " + max + " bytes of UTF-8, not blank, without control characters");
        }
    }
}
