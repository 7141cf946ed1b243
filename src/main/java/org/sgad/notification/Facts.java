package org.sgad.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sgad.event.EventJson;

/**
 * What an event's words are made of, as plain bounded texts; whatever is missing or strange in the event is missing here.
 *
 * @param values by the names of the event's fields; {@code slots} is their number
 */
record Facts(Map<String, String> values) {
    private static final int MAX_TITLE = 300;
    private static final int MAX_MESSAGE = 10_000;
    private static final int MAX_NAME = 300;
    private static final int MAX_COUNT = 1_000_000;

    Facts {
        values = Map.copyOf(values);
    }

    /** Reads an event's body, whoever published it. */
    static Facts of(String body) {
        Map<String, String> facts = new LinkedHashMap<>();
        JsonNode event = read(body);
        putText(facts, "title", event.path("title"), MAX_TITLE);
        putText(facts, "message", event.path("message"), MAX_MESSAGE);
        putText(facts, "kickoff_at", event.path("kickoff_at"), MAX_NAME);
        putText(facts, "venue", event.path("venue"), MAX_NAME);
        putText(facts, "role", event.path("role"), MAX_NAME);
        putCount(facts, "week_number", event.path("week_number"));
        putCount(facts, "slots", event.path("total_slots"));
        if (event.path("slots").isArray()) {
            facts.put("slots", Integer.toString(event.path("slots").size()));
        }
        return new Facts(facts);
    }

    /** Whether an event says of itself that it must not wait. */
    static boolean isCritical(String body, Map<String, Object> headers) {
        return isCritical(headers.getOrDefault("priority", "").toString())
                || isCritical(read(body).path("priority").asText());
    }

    private static boolean isCritical(String priority) {
        return priority.strip().equalsIgnoreCase("critical");
    }

    static Facts parse(String json) {
        try {
            return new Facts(EventJson.MAPPER.readValue(json, new TypeReference<Map<String, String>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are no JSON object", e);
        }
    }

    String json() {
        return EventJson.write(values);
    }

    private static JsonNode read(String body) {
        try {
            return EventJson.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return new ObjectNode(EventJson.MAPPER.getNodeFactory());
        }
    }

    private static void putText(Map<String, String> facts, String name, JsonNode value, int most) {
        String text = value.isTextual() ? clean(value.textValue(), most) : "";
        if (!text.isBlank()) {
            facts.put(name, text);
        }
    }

    private static void putCount(Map<String, String> facts, String name, JsonNode value) {
        if (value.canConvertToInt()
                && value.isIntegralNumber()
                && value.intValue() >= 0
                && value.intValue() <= MAX_COUNT) {
            facts.put(name, Integer.toString(value.intValue()));
        }
    }

    /** Real characters only, without controls but line breaks, cut where it is too long. */
    private static String clean(String text, int most) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(c -> c == '\n' || !Character.isISOControl(c))
                .limit(most + 1L)
                .forEach(c -> clean.appendCodePoint(isSurrogate(c) ? '?' : c));
        if (clean.codePointCount(0, clean.length()) > most) {
            clean.setLength(clean.offsetByCodePoints(0, most - 1));
            clean.append('…');
        }
        return clean.toString();
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
