package org.sgad.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of each event type of the contract: what must be there, what may be, and what is filled in. Fields it does
 * not know pass unchanged.
 */
public final class EventSchema {
    private static final int MAX_TEXT = 10_000;

    /** What a field's value must be. */
    private enum Kind {
        USER("must be 1 to 128 ASCII letters, digits or one of . _ @ : | ~ + -"),
        RECIPIENT("must be a user (1 to 128 ASCII letters, digits or one of . _ @ : | ~ + -), system or *"),
        TEXT("must be a text of 1 to " + MAX_TEXT + " characters"),
        TIME("must be an ISO 8601 time such as 2026-10-16T15:00:00-05:00"),
        WEEK("must be a whole number from 1 to 53"),
        YEAR("must be a whole number from 2000 to 2200"),
        COUNT("must be a whole number from 0 to 1000000"),
        SLOTS("must be a list of {date, start, end}"),
        NOTIFICATION_TYPE("must be info, success, warning or error"),
        MATCH_ROLE("must be referee, assistant, fourth or var");

        private final String allowed;

        Kind(String allowed) {
            this.allowed = allowed;
        }

        boolean accepts(JsonNode value) {
            return switch (this) {
                case USER -> value.isTextual() && UserId.find(value.textValue()).isPresent();
                case RECIPIENT -> isOneOf(value, Set.of("*")) || USER.accepts(value);
                case TEXT ->
                    value.isTextual()
                            && !value.textValue().isBlank()
                            && value.textValue().length() <= MAX_TEXT;
                case TIME -> value.isTextual() && isTime(value.textValue());
                case WEEK -> isWithin(value, 1, 53);
                case YEAR -> isWithin(value, 2000, 2200);
                case COUNT -> isWithin(value, 0, 1_000_000);
                case SLOTS -> value.isArray() && isEach(value);
                case NOTIFICATION_TYPE -> isOneOf(value, Set.of("info", "success", "warning", "error"));
                case MATCH_ROLE -> isOneOf(value, Set.of("referee", "assistant", "fourth", "var"));
            };
        }

        private static boolean isEach(JsonNode slots) {
            for (JsonNode slot : slots) {
                if (!slot.isObject() || !slot.has("date") || !slot.has("start") || !slot.has("end")) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isOneOf(JsonNode value, Set<String> allowed) {
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

    private record Field(String name, Kind kind, boolean required) {}

    private static final Map<EventType, EventSchema> SCHEMAS = Map.of(
            EventType.AVAILABILITY_CLOSED, availability("closed_at", optional("total_slots", Kind.COUNT)),
            EventType.AVAILABILITY_EXPIRED, availability("expired_at", optional("total_slots", Kind.COUNT)),
            EventType.AVAILABILITY_UPDATED, availability("updated_at", required("slots", Kind.SLOTS)),
            EventType.NOTIFICATION,
                    new EventSchema(
                            Exchange.NOTIFICATIONS,
                            "timestamp",
                            optional("user_id", Kind.RECIPIENT),
                            required("title", Kind.TEXT),
                            required("message", Kind.TEXT),
                            optional("type", Kind.NOTIFICATION_TYPE)),
            EventType.MATCH_ASSIGNED, match(),
            EventType.MATCH_CONFIRMED, match(),
            EventType.MATCH_CANCELLED, match());

    private final Exchange exchange;
    private final @Nullable String time;
    private final List<Field> fields;

    private EventSchema(Exchange exchange, @Nullable String time, Field... fields) {
        this.exchange = exchange;
        this.time = time;
        List<Field> all = new ArrayList<>(Arrays.asList(fields));
        if (time != null) {
            all.add(optional(time, Kind.TIME));
        }
        this.fields = List.copyOf(all);
    }

    private static EventSchema availability(String time, Field last) {
        return new EventSchema(
                Exchange.AVAILABILITY,
                time,
                required("referee_id", Kind.USER),
                optional("week_year", Kind.YEAR),
                required("week_number", Kind.WEEK),
                last);
    }

    private static EventSchema match() {
        return new EventSchema(
                Exchange.MATCHES,
                null,
                required("match_id", Kind.TEXT),
                required("referee_id", Kind.USER),
                required("kickoff_at", Kind.TIME),
                required("venue", Kind.TEXT),
                required("role", Kind.MATCH_ROLE));
    }

    private static Field required(String name, Kind kind) {
        return new Field(name, kind, true);
    }

    private static Field optional(String name, Kind kind) {
        return new Field(name, kind, false);
    }

    /** The schema of a type of the contract. */
    public static Optional<EventSchema> of(EventType type) {
        return Optional.ofNullable(SCHEMAS.get(type));
    }

    /** The types of the contract, for error messages. */
    public static String types() {
        return String.join(
                ", ", SCHEMAS.keySet().stream().map(EventType::value).sorted().toList());
    }

    public Exchange exchange() {
        return exchange;
    }

    /** {@code {type}.{referee_id}}; empty on the fanout. */
    public static String routingKey(EventType type, ObjectNode fields) {
        return type.concernsReferee() ? type + "." + fields.path("referee_id").textValue() : "";
    }

    /**
     * The fields as they are published: checked, with the time, the year of the week and the notification's type filled
     * in where they were left out.
     *
     * @throws InvalidFields naming every field that is missing or wrong
     */
    public ObjectNode complete(ObjectNode given, Clock clock) {
        List<FieldError> errors = new ArrayList<>();
        for (Field field : fields) {
            JsonNode value = given.path(field.name());
            boolean absent = value.isMissingNode() || value.isNull();
            if (absent ? field.required() : !field.kind().accepts(value)) {
                errors.add(FieldError.of(field.name(), value, (absent ? "is missing; " : "") + field.kind().allowed));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return filled(given.deepCopy(), clock);
    }

    private ObjectNode filled(ObjectNode event, Clock clock) {
        if (time != null && !event.hasNonNull(time)) {
            event.put(
                    time,
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS)));
        }
        if (event.has("week_number") && !event.hasNonNull("week_year") && time != null) {
            LocalDateTime at = LocalDateTime.from(
                    DateTimeFormatter.ISO_DATE_TIME.parse(event.path(time).textValue()));
            event.put("week_year", at.get(IsoFields.WEEK_BASED_YEAR));
        }
        if (exchange == Exchange.NOTIFICATIONS && !event.hasNonNull("type")) {
            event.put("type", "info");
        }
        return event;
    }
}
