package org.sgad.notification;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text with named values: {@code Tu disponibilidad[ de la semana {week}] ha sido cerrada}. What stands in square brackets
 * goes when a value in it is missing; they do not nest. Values are put in as they are.
 */
record Template(String text) {

    /** The text with its values; nothing where one outside of square brackets is missing. */
    Optional<String> render(Map<String, String> values) {
        StringBuilder all = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            boolean optional = text.charAt(at) == '[';
            int end = optional ? text.indexOf(']', at) : next('[', at);
            String part = filled(text.substring(optional ? at + 1 : at, end), values);
            if (part != null) {
                all.append(part);
            } else if (!optional) {
                return Optional.empty();
            }
            at = optional ? end + 1 : end;
        }
        return Optional.of(all.toString());
    }

    private int next(char bracket, int from) {
        int at = text.indexOf(bracket, from);
        return at < 0 ? text.length() : at;
    }

    private static @Nullable String filled(String part, Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        for (int open = part.indexOf('{'); open >= 0; open = part.indexOf('{', at)) {
            int close = part.indexOf('}', open);
            String value = values.get(part.substring(open + 1, close));
            if (value == null) {
                return null;
            }
            filled.append(part, at, open).append(value);
            at = close + 1;
        }
        return filled.append(part, at, part.length()).toString();
    }
}
