package org.sgad.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of each event type of the contract: what must be there, what may be, and what is filled in. Fields it does
 * not know pass unchanged.
 */
public final class EventSchema {
    private record Field(String name, FieldKind kind, boolean required) {}

    private static final Map<EventType, EventSchema> SCHEMAS = Map.of(
            EventType.AVAILABILITY_CLOSED, availability("closed_at", optional("total_slots", FieldKind.COUNT)),
            EventType.AVAILABILITY_EXPIRED, availability("expired_at", optional("total_slots", FieldKind.COUNT)),
            EventType.AVAILABILITY_UPDATED, availability("updated_at", required("slots", FieldKind.SLOTS)),
            EventType.NOTIFICATION,
                    new EventSchema(
                            Exchange.NOTIFICATIONS,
                            "timestamp",
                            optional("user_id", FieldKind.RECIPIENT),
                            required("title", FieldKind.TEXT),
                            required("message", FieldKind.TEXT),
                            optional("type", FieldKind.NOTIFICATION_TYPE)),
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
            all.add(optional(time, FieldKind.TIME));
        }
        this.fields = List.copyOf(all);
    }

    private static EventSchema availability(String time, Field last) {
        return new EventSchema(
                Exchange.AVAILABILITY,
                time,
                required("referee_id", FieldKind.USER),
                optional("week_year", FieldKind.YEAR),
                required("week_number", FieldKind.WEEK),
                last);
    }

    private static EventSchema match() {
        return new EventSchema(
                Exchange.MATCHES,
                null,
                required("match_id", FieldKind.TEXT),
                required("referee_id", FieldKind.USER),
                required("kickoff_at", FieldKind.TIME),
                required("venue", FieldKind.TEXT),
                required("role", FieldKind.MATCH_ROLE));
    }

    private static Field required(String name, FieldKind kind) {
        return new Field(name, kind, true);
    }

    private static Field optional(String name, FieldKind kind) {
        return new Field(name, kind, false);
    }

    /** The schema of a type of the contract. */
    public static Optional<EventSchema> of(EventType type) {
        return Optional.ofNullable(SCHEMAS.get(type));
    }

    /** The types of the contract, for error messages. */
    public static String types() {
        return String.join(", ", all().stream().map(EventType::value).toList());
    }

    /** The types of the contract, in alphabetical order. */
    public static List<EventType> all() {
        return SCHEMAS.keySet().stream()
                .sorted(Comparator.comparing(EventType::value))
                .toList();
    }

    public Exchange exchange() {
        return exchange;
    }

    /** The fields as a JSON Schema (2020-12), which allows what {@link #complete} does. */
    public ObjectNode jsonSchema() {
        ObjectNode schema = EventJson.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Field field : fields) {
            properties.set(field.name(), field.kind().jsonSchema());
            if (field.required()) {
                required.add(field.name());
            }
        }
        return schema;
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
                errors.add(FieldError.of(
                        field.name(),
                        value,
                        (absent ? "is missing; " : "") + field.kind().allowed()));
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
