package org.sgad.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as a consumer gets it. */
public final class Delivery {
    private final Envelope envelope;
    private final AMQP.BasicProperties properties;
    private final byte[] body;

    Delivery(Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        this.envelope = envelope;
        this.properties = properties;
        this.body = body;
    }

    long tag() {
        return envelope.getDeliveryTag();
    }

    public String exchange() {
        return envelope.getExchange();
    }

    public String routingKey() {
        return envelope.getRoutingKey();
    }

    public @Nullable String messageId() {
        return properties.getMessageId();
    }

    public @Nullable Instant timestamp() {
        Date timestamp = properties.getTimestamp();
        return timestamp == null ? null : timestamp.toInstant();
    }

    /** A header that is a text. */
    public Optional<String> textHeader(String name) {
        Map<String, Object> headers = properties.getHeaders();
        Object value = headers == null ? null : headers.get(name);
        return value instanceof LongString || value instanceof String
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    /** The headers that are numbers or booleans as they are, all others as text. */
    public Map<String, Object> headers() {
        Map<String, Object> headers = new LinkedHashMap<>();
        if (properties.getHeaders() != null) {
            properties.getHeaders().forEach((name, value) -> {
                if (value != null) {
                    headers.put(name, value instanceof Number || value instanceof Boolean ? value : value.toString());
                }
            });
        }
        return headers;
    }

    /** The body itself, not a copy; not to be changed. */
    public byte[] body() {
        return body;
    }
}
