package org.sgad.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it travels.
 *
 * @param subject the user it concerns; events of one subject keep their order
 * @param exchange the exchange's name; {@link Exchange} has those we publish to
 * @param body flat UTF-8 JSON with {@code event_type} and {@code event_id}
 * @param headers AMQP headers: texts, numbers and booleans
 * @param correlationId what ties it to the request it came from; null where the log or nobody tells
 */
public record SgadEvent(
        EventId id,
        EventType type,
        @Nullable UserId subject,
        String exchange,
        String routingKey,
        String body,
        Map<String, Object> headers,
        Instant occurredAt,
        @Nullable String correlationId) {

    public SgadEvent {
        headers = Map.copyOf(headers);
    }

    /** One that is not tied to anything yet: the log ties it to whom it is appended for. */
    public SgadEvent(
            EventId id,
            EventType type,
            @Nullable UserId subject,
            String exchange,
            String routingKey,
            String body,
            Map<String, Object> headers,
            Instant occurredAt) {
        this(id, type, subject, exchange, routingKey, body, headers, occurredAt, null);
    }

    /** The same with one header more, or another value of it. */
    public SgadEvent with(String header, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new SgadEvent(id, type, subject, exchange, routingKey, body, all, occurredAt, correlationId);
    }

    /** The same by way of another exchange. */
    public SgadEvent to(String otherExchange) {
        return new SgadEvent(id, type, subject, otherExchange, routingKey, body, headers, occurredAt, correlationId);
    }

    /** The step of a trace it comes from, where a header tells. */
    public @Nullable Traceparent traceparent() {
        return headers.get(Traceparent.HEADER) instanceof String header
                ? Traceparent.parse(header).orElse(null)
                : null;
    }
}
