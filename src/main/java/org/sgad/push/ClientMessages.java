package org.sgad.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

/** What a client of {@code sgad.v1} says, and what it is answered. */
@ApplicationScoped
public class ClientMessages {
    private static final String PONG = "{\"type\":\"pong\"}";

    private record Subscribed(String type, List<String> eventTypes) {}

    @Inject
    Receipts receipts;

    @Inject
    Refreshes refreshes;

    /**
     * Does what a message asks for.
     *
     * @return false where the client takes too little to be answered
     * @throws InvalidFields where the message is none of the protocol's
     */
    boolean take(String text, UserSession session) {
        JsonNode message = read(text);
        String type = message.path("type").asText("");
        switch (type) {
            case "ping" -> {
                return session.answer(PONG);
            }
            case "pong" -> {} // heard, which is all it is for
            case "ack" -> {
                EventId event = event(message);
                if (session.isOwn()) {
                    receipts.delivered(session.user(), event);
                }
            }
            case "read" -> {
                EventId event = event(message);
                if (session.isOwn()) {
                    receipts.read(session.user(), event);
                }
            }
            case "subscribe" -> {
                EventTypes types = types(message.path("event_types"));
                session.want(types);
                return session.answer(EventJson.write(new Subscribed("subscribed", types.patterns())));
            }
            case "refresh" -> refreshes.begin(session, message.path("token"));
            default ->
                throw new InvalidFields(List.of(FieldError.of(
                        "type", message.path("type"), "must be ping, pong, ack, read, subscribe or refresh")));
        }
        return true;
    }

    private static JsonNode read(String text) {
        try {
            JsonNode message = EventJson.MAPPER.readTree(text);
            if (message != null && message.isObject()) {
                return message;
            }
        } catch (JsonProcessingException e) {
            // answered below, as everything else that is no object
        }
        throw new InvalidFields("message", null, "must be a JSON object");
    }

    private static EventId event(JsonNode message) {
        JsonNode id = message.path("event_id");
        if (!id.isTextual()) {
            throw new InvalidFields(List.of(FieldError.of("event_id", id, "must be a text")));
        }
        return new EventId(id.textValue());
    }

    private static EventTypes types(JsonNode given) {
        if (!given.isArray()
                || !StreamSupport.stream(given.spliterator(), false).allMatch(JsonNode::isTextual)) {
            throw new InvalidFields(List.of(FieldError.of("event_types", given, "must be a list of texts")));
        }
        return new EventTypes(StreamSupport.stream(given.spliterator(), false)
                .map(JsonNode::textValue)
                .toList());
    }
}
