package org.sgad.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Supplier;
import org.sgad.event.Audience;
import org.sgad.event.Envelope;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventSchema;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;

/**
 * A notification to who is connected now: fired on every node once it came over {@code sgad:quick}. It is in no log, has no
 * cursor and is not sent again.
 */
public record QuickNotification(Envelope event) {
    private static final EventSchema SCHEMA =
            EventSchema.of(EventType.NOTIFICATION).orElseThrow();

    /**
     * Reads what an API caller sent.
     *
     * @throws InvalidFields naming every field that is missing or wrong
     */
    static QuickNotification of(ObjectNode given, Clock clock) {
        if (given.hasNonNull("deliver_at")) {
            throw new InvalidFields(
                    "deliver_at",
                    given.path("deliver_at"),
                    "cannot be given here: quick is now; POST /notifications schedules");
        }
        QuickNotification notification =
                new QuickNotification(envelope(SCHEMA.complete(given, clock), () -> EventId.create(clock)));
        if (notification.event().body().length > Signal.MAX_LENGTH) {
            throw new InvalidFields("notification", null, "must be at most " + Signal.MAX_LENGTH + " bytes of JSON");
        }
        return notification;
    }

    /**
     * Reads what any program published: at least a {@code title}; the rest is made up where it is missing, the id so that it
     * is the same on every node. The same text published twice is one notification to a client that drops what it has seen.
     *
     * @throws InvalidFields where it cannot be shown
     */
    static QuickNotification read(String text, Clock clock) {
        ObjectNode given = object(text);
        boolean hasMessage =
                given.hasNonNull("message") && !given.path("message").asText().isBlank();
        if (!hasMessage) {
            // the schema wants one; a title alone is enough here
            given.set("message", given.path("title"));
        }
        ObjectNode complete = SCHEMA.complete(given, clock);
        if (!hasMessage) {
            complete.put("message", "");
        }
        return new QuickNotification(envelope(
                complete,
                () -> EventId.ofMessage(Channel.QUICK.channelName(), "", text.getBytes(StandardCharsets.UTF_8))));
    }

    private static ObjectNode object(String text) {
        try {
            if (EventJson.MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // said below, as of everything else that is no object
        }
        throw new InvalidFields("notification", text, "must be a JSON object");
    }

    private static EventId id(JsonNode given, Supplier<EventId> other) {
        if (given.isMissingNode() || given.isNull()) {
            return other.get();
        }
        if (!given.isTextual()) {
            throw new InvalidFields("event_id", given, "must be a text");
        }
        return new EventId(given.textValue());
    }

    private static Envelope envelope(ObjectNode fields, Supplier<EventId> otherId) {
        EventId id = id(fields.path("event_id"), otherId);
        // ours alone: a client would take it for a place in the log
        fields.remove("cursor");
        String body = EventJson.body(EventType.NOTIFICATION, id, fields);
        Audience audience =
                Audience.of(EventType.NOTIFICATION, "", fields.path("user_id").textValue(), null);
        return new Envelope(id, EventType.NOTIFICATION, audience, body.getBytes(StandardCharsets.UTF_8));
    }
}
