package org.sgad.event;

import java.nio.charset.StandardCharsets;

/** What texts from outside must satisfy to become names and ids. */
final class Text {
    private Text() {}

    /** @throws InvalidFields where the text is blank, over {@code max} bytes of UTF-8 or holds a control character */
    static void requirePlain(String field, String value, int max) {
        if (value.isBlank()
                || value.getBytes(StandardCharsets.UTF_8).length > max
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidFields(
                    field, value, "must be 1 to " + max + " bytes of UTF-8, not blank, without control characters");
        }
    }
}
