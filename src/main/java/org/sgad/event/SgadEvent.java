package org.sgad.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it travels.
 *
 * @param subject the user it concerns; events of one subject keep their order
 * @param exchange the exchange's name; {@link Exchange} has those we publish to
 * @param body flat UTF-8 JSON with {@code event_type} and {@code event_id}
 * @param headers AMQP headers: texts, numbers and booleans
 */
public record SgadEvent(
        EventId id,
        EventType type,
        @Nullable UserId subject,
        String exchange,
        String routingKey,
        String body,
        Map<String, Object> headers,
        Instant occurredAt) {

    public SgadEvent {
        headers = Map.copyOf(headers);
    }
}
