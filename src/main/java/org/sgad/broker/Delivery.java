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
import org.sgad.event.Traceparent;
import org.sgad.node.Correlation;

/** A message as a consumer gets it. */
public final class Delivery {
    private static final String COUNT = "x-delivery-count";

    private final String consumerTag;
    private final Envelope envelope;
    private final AMQP.BasicProperties properties;
    private final byte[] body;

    Delivery(String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        this.consumerTag = consumerTag;
        this.envelope = envelope;
        this.properties = properties;
        this.body = body;
    }

    /** Numbers the deliveries to one consumer, from 1 on. */
    public long tag() {
        return envelope.getDeliveryTag();
    }

    /** The consumer it was delivered to: another one each time that a queue's consumption begins. */
    public String consumerTag() {
        return consumerTag;
    }

    /** Whether it was delivered before, to this consumer or another, and not settled. */
    public boolean isRedelivered() {
        return envelope.isRedeliver();
    }

    /** 1 when it is delivered for the first time; quorum queues count, others leave it at that. */
    public int attempt() {
        Map<String, Object> headers = properties.getHeaders();
        if (isRedelivered() && headers != null && headers.get(COUNT) instanceof Number before) {
            return 1 + Math.max(0, before.intValue());
        }
        return 1;
    }

    /** Whether it was sent before, and was sent again by a replay or out of the dead letters: it is older than it seems. */
    public boolean isSentAgain() {
        Map<String, Object> headers = properties.getHeaders();
        return headers != null && (headers.containsKey(Republisher.HEADER) || headers.containsKey(Requeuer.REQUEUED));
    }

    /** Where it was published: also of a message that was sent back to its queue, which goes past every exchange. */
    public String exchange() {
        return isBack() ? textHeader(Requeuer.EXCHANGE).orElseThrow() : envelope.getExchange();
    }

    /** The key with which it was published to {@link #exchange()}. */
    public String routingKey() {
        return isBack() ? textHeader(Requeuer.ROUTING_KEY).orElseThrow() : envelope.getRoutingKey();
    }

    private boolean isBack() {
        return envelope.getExchange().isEmpty()
                && textHeader(Requeuer.EXCHANGE).isPresent()
                && textHeader(Requeuer.ROUTING_KEY).isPresent();
    }

    public @Nullable String messageId() {
        return properties.getMessageId();
    }

    /** What ties it to a request: its {@code correlation_id}, or its {@code traceparent}'s trace, where that is a valid one. */
    public @Nullable String correlationId() {
        return Correlation.given(properties.getCorrelationId())
                .or(() -> traceparent().map(Traceparent::traceId))
                .orElse(null);
    }

    /** The step of a trace it comes from. */
    public Optional<Traceparent> traceparent() {
        return textHeader(Traceparent.HEADER).flatMap(Traceparent::parse);
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

    /** A header that is a number, without its fraction; 0 where it is none. */
    public long numberHeader(String name) {
        Map<String, Object> headers = properties.getHeaders();
        return headers != null && headers.get(name) instanceof Number number ? number.longValue() : 0;
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

    /** Every header as what JSON can hold, nested ones too; without this queue's own count of deliveries. */
    public Map<String, @Nullable Object> allHeaders() {
        return Properties.plain(uncounted().getHeaders());
    }

    /** The properties that are set, by AMQP's names such as {@code message_id}, as what JSON can hold. */
    public Map<String, Object> properties() {
        return Properties.plain(properties);
    }

    /**
     * Properties and headers as a {@link Requeuer} takes them to send the message again; nothing where they are too strange
     * to be sent by anybody.
     */
    public Optional<byte[]> sealedProperties() {
        Map<String, Object> headers = properties.getHeaders();
        boolean complete = headers == null || !headers.containsKey(ReadableHeaders.MARK);
        return complete ? Properties.seal(uncounted()) : Optional.empty();
    }

    private AMQP.BasicProperties uncounted() {
        if (properties.getHeaders() == null || !properties.getHeaders().containsKey(COUNT)) {
            return properties;
        }
        Map<String, Object> headers = new LinkedHashMap<>(properties.getHeaders());
        headers.remove(COUNT);
        return properties.builder().headers(headers).build();
    }

    /** The body itself, not a copy; not to be changed. */
    public byte[] body() {
        return body;
    }
}
