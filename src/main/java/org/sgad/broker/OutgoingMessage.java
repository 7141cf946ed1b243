package org.sgad.broker;

import com.rabbitmq.client.AMQP;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sgad.event.SgadEvent;

/** An event as the client sends it, known to fit into AMQP's frames and short strings. */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record OutgoingMessage(SgadEvent event, AMQP.BasicProperties properties, byte[] body) {
    private static final int PERSISTENT = 2;
    private static final int MAX_HEADER_FRAME = 100_000;
    private static final int MAX_SHORT_STRING = 255;
    private static final Set<String> MORE_KEYS = Set.of("CC", "BCC");

    /**
     * Encodes an event. The client would find out what cannot be encoded only after it has counted the message, and
     * then take every later confirm for another message's.
     *
     * @throws IllegalArgumentException telling what cannot be encoded
     */
    static OutgoingMessage of(SgadEvent event) {
        byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .deliveryMode(PERSISTENT)
                .contentType("application/json")
                .contentEncoding("UTF-8")
                .messageId(event.id().value())
                .type(event.type().value())
                .timestamp(Date.from(event.occurredAt()))
                .appId("sgad-events")
                .correlationId(event.correlationId())
                .headers(sendable(event.headers()))
                .build();
        requireFits(event, properties, body);
        return new OutgoingMessage(event, properties, body);
    }

    /** What another publisher's lists of further keys became, as text, would have the broker close the channel. */
    private static Map<String, Object> sendable(Map<String, Object> headers) {
        if (MORE_KEYS.stream().noneMatch(headers::containsKey)) {
            return headers;
        }
        Map<String, Object> sendable = new HashMap<>(headers);
        sendable.keySet().removeAll(MORE_KEYS);
        return sendable;
    }

    private static void requireFits(SgadEvent event, AMQP.BasicProperties properties, byte[] body) {
        if (event.routingKey().getBytes(StandardCharsets.UTF_8).length > MAX_SHORT_STRING) {
            throw new IllegalArgumentException("the routing key is over " + MAX_SHORT_STRING + " bytes");
        }
        try {
            if (properties.toFrame(1, body.length).size() > MAX_HEADER_FRAME) {
                throw new IllegalArgumentException("the headers are over " + MAX_HEADER_FRAME + " bytes");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
