package org.sgad.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message read as far as its delivery needs: what it is, who receives it, and the body as sessions get it.
 *
 * @param body flat UTF-8 JSON on one line, with {@code event_type} and {@code event_id}: as it came, where it came so
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it came, never compared
public record Envelope(EventId id, EventType type, Audience audience, byte[] body) {

    /** A message that cannot become an event; the text says why. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /**
     * Reads any publisher's message. A missing {@code event_type} is told by exchange and routing key; a missing
     * {@code event_id} is the property {@code message_id}, else made from the message itself.
     *
     * @throws Unreadable where the body is no JSON object, or an id or type cannot be one
     */
    public static Envelope open(String exchange, String routingKey, @Nullable String messageId, byte[] body)
            throws Unreadable {
        if (body.length > EventJson.MAX_BYTES) {
            throw new Unreadable("the body has " + body.length + " bytes; at most " + EventJson.MAX_BYTES);
        }
        try {
            byte[] json = OneLine.of(body);
            Names names = Names.read(json);
            EventType eventType = names.eventType != null
                    ? new EventType(names.eventType)
                    : EventType.ofMessage(exchange, routingKey);
            EventId eventId = names.eventId != null
                    ? new EventId(names.eventId)
                    : messageId != null && !messageId.isBlank()
                            ? new EventId(messageId)
                            : EventId.ofMessage(exchange, routingKey, body);
            boolean complete = names.eventType != null && names.eventId != null;
            return new Envelope(
                    eventId,
                    eventType,
                    Audience.of(eventType, routingKey, names.userId, names.refereeId),
                    complete ? json : completed(json, eventType, eventId));
        } catch (IOException e) {
            throw new Unreadable("the body is no JSON object: " + firstLine(e));
        } catch (InvalidFields e) {
            throw new Unreadable(e.getMessage() == null ? "invalid" : e.getMessage());
        }
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] completed(byte[] body, EventType type, EventId id) throws IOException {
        ObjectNode fields = EventJson.MAPPER.readValue(body, ObjectNode.class);
        return EventJson.body(type, id, fields).getBytes(StandardCharsets.UTF_8);
    }

    private static String firstLine(IOException e) {
        String message = e instanceof com.fasterxml.jackson.core.JsonProcessingException json
                ? json.getOriginalMessage()
                : e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /** The top-level fields that name an event and its user; everything else is only checked for being JSON. */
    private static final class Names {
        private @Nullable String eventType;
        private @Nullable String eventId;
        private @Nullable String userId;
        private @Nullable String refereeId;

        static Names read(byte[] body) throws IOException, Unreadable {
            Names names = new Names();
            try (JsonParser json = EventJson.parser(body)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new Unreadable("the body is no JSON object");
                }
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    JsonToken value = json.nextToken();
                    switch (field) {
                        case "event_type" -> names.eventType = text(field, value, json);
                        case "event_id" -> names.eventId = text(field, value, json);
                        // an object or a list is nobody's id, which is not the same as none
                        case "user_id" ->
                            names.userId = value.isScalarValue() ? json.getValueAsString() : json.getText();
                        case "referee_id" -> names.refereeId = value.isScalarValue() ? json.getValueAsString() : null;
                        default -> {}
                    }
                    if (value.isStructStart()) {
                        json.skipChildren();
                    }
                }
                if (json.nextToken() != null) {
                    throw new Unreadable("the body has more than one JSON value");
                }
            }
            return names;
        }

        private static @Nullable String text(String field, JsonToken value, JsonParser json)
                throws IOException, Unreadable {
            if (value == JsonToken.VALUE_NULL) {
                return null;
            }
            if (value != JsonToken.VALUE_STRING) {
                throw new Unreadable(field + " must be a text");
            }
            return json.getText();
        }
    }
}
