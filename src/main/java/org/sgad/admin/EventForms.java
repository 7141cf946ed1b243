package org.sgad.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Audience;
import org.sgad.event.Envelope;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventSchema;
import org.sgad.event.EventType;
import org.sgad.event.Exchange;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;
import org.sgad.event.SgadEvent;

/** Makes events of what publishers send over HTTP, or says what is wrong with it. */
@Dependent
public class EventForms {
    private static final int MAX_KEY_BYTES = 255;
    private static final int MAX_HEADERS = 50;
    private static final int MAX_HEADER_NAME = 128;
    private static final int MAX_HEADER_BYTES = 1_000;

    /** Headers that only we or the broker write; those that end in a dash begin more names. */
    private static final List<String> RESERVED =
            List.of("x-sgad-", "x-death", "x-first-death-", "x-last-death-", "x-delivery-count", "CC", "BCC");

    private final Clock clock;

    @Inject
    public EventForms(Clock clock) {
        this.clock = clock;
    }

    /** An event of a type of the contract, its fields checked and completed. */
    SgadEvent typed(EventType type, ObjectNode fields) {
        EventSchema schema = EventSchema.of(type)
                .orElseThrow(
                        () -> new InvalidFields("event_type", type.value(), "must be one of " + EventSchema.types()));
        ObjectNode complete = schema.complete(fields, clock);
        EventId id = complete.hasNonNull("event_id") ? givenId(complete.get("event_id")) : EventId.create(clock);
        return event(id, type, schema.exchange(), EventSchema.routingKey(type, complete), complete, Map.of());
    }

    /** A custom event: {@code exchange}, {@code routing_key}, {@code message} and optional {@code headers}. */
    SgadEvent custom(ObjectNode form) {
        List<FieldError> errors = new ArrayList<>();
        checkExchange(form.path("exchange"), errors);
        checkRoutingKey(form.path("routing_key"), errors);
        JsonNode message = form.path("message");
        if (!message.isObject() || message.isEmpty()) {
            errors.add(FieldError.of("message", message, "must be a JSON object with at least one field"));
        }
        Map<String, Object> headers = headers(form.path("headers"), errors);
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return event(form, (ObjectNode) message, headers);
    }

    private SgadEvent event(ObjectNode form, ObjectNode message, Map<String, Object> headers) {
        Exchange exchange = Exchange.find(form.path("exchange").textValue()).orElseThrow();
        String routingKey = form.path("routing_key").asText("");
        EventId id = message.hasNonNull("event_id") ? givenId(message.get("event_id")) : EventId.create(clock);
        try {
            byte[] body = EventJson.write(message).getBytes(StandardCharsets.UTF_8);
            EventType type = Envelope.open(exchange.exchangeName(), routingKey, id.value(), body)
                    .type();
            if (type.isAudit()) {
                throw new InvalidFields("event_type", type.value(), "must not be audit.…, which says what we saw");
            }
            return event(id, type, exchange, routingKey, message, headers);
        } catch (Envelope.Unreadable e) {
            throw new InvalidFields("message", null, String.valueOf(e.getMessage()));
        }
    }

    private SgadEvent event(
            EventId id,
            EventType type,
            Exchange exchange,
            String routingKey,
            ObjectNode fields,
            Map<String, Object> headers) {
        String body = EventJson.body(type, id, fields);
        if (bytes(body) > EventJson.MAX_BYTES) {
            throw new InvalidFields(
                    "message", null, "must be at most " + EventJson.MAX_BYTES + " bytes with its type and id");
        }
        Audience audience =
                Audience.of(type, routingKey, named(fields.path("user_id")), named(fields.path("referee_id")));
        return new SgadEvent(
                id,
                type,
                audience.subject().orElse(null),
                exchange.exchangeName(),
                routingKey,
                body,
                headers,
                clock.instant());
    }

    /** An object or a list is nobody's id, which is not the same as none. */
    private static @Nullable String named(JsonNode user) {
        return user.isContainerNode() ? user.toString() : user.asText(null);
    }

    private static EventId givenId(JsonNode id) {
        if (!id.isTextual()) {
            throw new InvalidFields("event_id", id, "must be a text");
        }
        return new EventId(id.textValue());
    }

    private static void checkExchange(JsonNode exchange, List<FieldError> errors) {
        if (!exchange.isTextual() || Exchange.find(exchange.textValue()).isEmpty()) {
            errors.add(FieldError.of("exchange", exchange, "must be one of " + Exchange.names()));
        }
    }

    private static void checkRoutingKey(JsonNode key, List<FieldError> errors) {
        boolean absent = key.isMissingNode() || key.isNull();
        if (!absent
                && !(key.isTextual()
                        && bytes(key.textValue()) <= MAX_KEY_BYTES
                        && key.textValue().chars().noneMatch(Character::isISOControl))) {
            errors.add(FieldError.of(
                    "routing_key",
                    key,
                    "must be a text of at most " + MAX_KEY_BYTES + " bytes without control characters"));
        }
    }

    private static Map<String, Object> headers(JsonNode given, List<FieldError> errors) {
        Map<String, Object> headers = new LinkedHashMap<>();
        if (given.isMissingNode() || given.isNull()) {
            return headers;
        }
        if (!given.isObject() || given.size() > MAX_HEADERS) {
            errors.add(FieldError.of("headers", given, "must be a JSON object of at most " + MAX_HEADERS + " fields"));
            return headers;
        }
        given.properties().forEach(header -> {
            JsonNode value = header.getValue();
            String field = "headers." + header.getKey();
            if (bytes(header.getKey()) > MAX_HEADER_NAME || isReserved(header.getKey())) {
                errors.add(FieldError.of(
                        field,
                        value,
                        "must have a name of at most " + MAX_HEADER_NAME + " bytes, none of those kept for the broker: "
                                + String.join(", ", RESERVED)));
            } else if (value.isTextual() && bytes(value.textValue()) <= MAX_HEADER_BYTES) {
                headers.put(header.getKey(), value.textValue());
            } else if (value.isBoolean()) {
                headers.put(header.getKey(), value.booleanValue());
            } else if (value.isIntegralNumber() && value.canConvertToLong()) {
                headers.put(header.getKey(), value.longValue());
            } else if (value.isNumber() && Double.isFinite(value.doubleValue())) {
                headers.put(header.getKey(), value.doubleValue());
            } else {
                errors.add(FieldError.of(
                        field,
                        value,
                        "must be a number, true, false or a text of at most " + MAX_HEADER_BYTES + " bytes"));
            }
        });
        return headers;
    }

    private static boolean isReserved(String header) {
        return RESERVED.stream().anyMatch(name -> name.endsWith("-") ? header.startsWith(name) : header.equals(name));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
