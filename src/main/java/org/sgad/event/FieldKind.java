package org.sgad.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;

/** What the value of an event's field must be. */
enum FieldKind {
    USER("must be 1 to 128 ASCII letters, digits or one of . _ @ : | ~ + -"),
    RECIPIENT("must be a user (1 to 128 ASCII letters, digits or one of . _ @ : | ~ + -), system or *"),
    TEXT("must be a text of 1 to " + FieldKind.MAX_TEXT + " characters"),
    TIME("must be an ISO 8601 time such as 2026-10-16T15:00:00-05:00"),
    WEEK("must be a whole number from 1 to " + FieldKind.LAST_WEEK),
    YEAR("must be a whole number from " + FieldKind.FIRST_YEAR + " to " + FieldKind.LAST_YEAR),
    COUNT("must be a whole number from 0 to " + FieldKind.MAX_COUNT),
    SLOTS("must be a list of {date, start, end}"),
    NOTIFICATION_TYPE("must be info, success, warning or error"),
    MATCH_ROLE("must be referee, assistant, fourth or var");

    private static final int MAX_TEXT = 10_000;
    private static final int LAST_WEEK = 53;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;
    private static final int MAX_COUNT = 1_000_000;
    private static final List<String> NOTIFICATION_TYPES = List.of("info", "success", "warning", "error");
    private static final List<String> MATCH_ROLES = List.of("referee", "assistant", "fourth", "var");

    private final String allowed;

    FieldKind(String allowed) {
        this.allowed = allowed;
    }

    /** What is allowed, as the end of a sentence. */
    String allowed() {
        return allowed;
    }

    boolean accepts(JsonNode value) {
        return switch (this) {
            case USER -> value.isTextual() && UserId.find(value.textValue()).isPresent();
            case RECIPIENT -> isOneOf(value, List.of("*")) || USER.accepts(value);
            case TEXT ->
                value.isTextual()
                        && !value.textValue().isBlank()
                        && value.textValue().length() <= MAX_TEXT;
            case TIME -> value.isTextual() && isTime(value.textValue());
            case WEEK -> isWithin(value, 1, LAST_WEEK);
            case YEAR -> isWithin(value, FIRST_YEAR, LAST_YEAR);
            case COUNT -> isWithin(value, 0, MAX_COUNT);
            case SLOTS -> value.isArray() && isEach(value);
            case NOTIFICATION_TYPE -> isOneOf(value, NOTIFICATION_TYPES);
            case MATCH_ROLE -> isOneOf(value, MATCH_ROLES);
        };
    }

    /** The same as a JSON Schema. */
    ObjectNode jsonSchema() {
        ObjectNode schema = switch (this) {
            case USER -> text().put("pattern", "^" + UserId.PATTERN + "$");
            case RECIPIENT -> text().put("pattern", "^(\\*|" + UserId.PATTERN + ")$");
            case TEXT -> text().put("minLength", 1).put("maxLength", MAX_TEXT);
            case TIME -> text().put("format", "date-time");
            case WEEK -> wholeNumber(1, LAST_WEEK);
            case YEAR -> wholeNumber(FIRST_YEAR, LAST_YEAR);
            case COUNT -> wholeNumber(0, MAX_COUNT);
            case SLOTS -> EventJson.object().put("type", "array").set("items", slot());
            case NOTIFICATION_TYPE -> oneOf(NOTIFICATION_TYPES);
            case MATCH_ROLE -> oneOf(MATCH_ROLES);
        };
        return schema.put("description", allowed);
    }

    private static ObjectNode text() {
        return EventJson.object().put("type", "string");
    }

    private static ObjectNode wholeNumber(int min, int max) {
        return EventJson.object().put("type", "integer").put("minimum", min).put("maximum", max);
    }

    private static ObjectNode oneOf(List<String> values) {
        ObjectNode schema = text();
        values.forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static ObjectNode slot() {
        ObjectNode slot = EventJson.object().put("type", "object");
        ObjectNode properties = slot.putObject("properties");
        properties.set("date", text().put("format", "date"));
        properties.set("start", text().put("format", "time"));
        properties.set("end", text().put("format", "time"));
        properties.fieldNames().forEachRemaining(slot.putArray("required")::add);
        return slot;
    }

    private static boolean isEach(JsonNode slots) {
        for (JsonNode slot : slots) {
            if (!slot.isObject() || !slot.has("date") || !slot.has("start") || !slot.has("end")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOneOf(JsonNode value, List<String> allowed) {
        return value.isTextual() && allowed.contains(value.textValue());
    }

    private static boolean isWithin(JsonNode value, int min, int max) {
        return value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= min
                && value.intValue() <= max;
    }

    private static boolean isTime(String value) {
        try {
            return DateTimeFormatter.ISO_DATE_TIME.parse(value).isSupported(ChronoField.SECOND_OF_DAY);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
