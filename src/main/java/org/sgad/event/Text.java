package org.sgad.event;

/** What texts from outside must satisfy to become names and ids. */
final class Text {
    private Text() {}

    /** @throws InvalidFields where the text is empty, longer than {@code max} or holds a control character */
    static void requirePlain(String field, String value, int max) {
        if (value.isBlank() || value.length() > max || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidFields(
                    field, value, "must be 1 to " + max + " characters, not blank, without control characters");
        }
    }
}
