package org.sgad.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.Delivery;
import org.sgad.broker.Requeuer;
import org.sgad.event.Envelope;
import org.sgad.event.EventJson;

/**
 * A dead letter as it arrives, in a form that the database takes whatever the message was.
 *
 * @param subject whose order is kept: the subject of the event that it is, else the routing key
 * @param requeued how often it was sent back before
 * @param actor who sent it back last
 * @param sealed properties and headers to send again; null where nobody could send them
 * @param arrival which delivery this is
 */
@SuppressWarnings("ArrayRecordComponent") // stored, never compared
public record Letter(
        Death death,
        String subject,
        int requeued,
        @Nullable String actor,
        String headers,
        String properties,
        byte @Nullable [] sealed,
        byte[] body,
        Arrival arrival) {
    /** Header: who sent it back last. */
    static final String REQUEUED_BY = "x-sgad-requeued-by";

    private static final int MAX_NAME = 255;

    /**
     * A delivery, to know it again.
     *
     * @param again whether it was delivered before, so that it may be parked already
     * @param fingerprint the same for the same message only, and for its equals in everything
     */
    @SuppressWarnings("ArrayRecordComponent") // stored, never compared
    public record Arrival(String consumer, long tag, boolean again, byte[] fingerprint) {}

    static Letter of(Delivery delivery) {
        Map<String, @Nullable Object> headers = delivery.allHeaders();
        Death death = storable(Death.read(delivery.exchange(), delivery.routingKey(), headers));
        String headersJson = EventJson.write(headers);
        String propertiesJson = EventJson.write(delivery.properties());
        return new Letter(
                death,
                subject(death, delivery),
                headers.get(Requeuer.REQUEUED) instanceof Number times ? Math.max(0, times.intValue()) : 0,
                headers.get(REQUEUED_BY) instanceof String by ? storable(by) : null,
                headersJson,
                propertiesJson,
                delivery.sealedProperties().orElse(null),
                delivery.body(),
                new Arrival(
                        delivery.consumerTag(),
                        delivery.tag(),
                        delivery.isRedelivered(),
                        fingerprint(delivery, headersJson, propertiesJson)));
    }

    private static String subject(Death death, Delivery delivery) {
        try {
            return Envelope.open(death.exchange(), death.routingKey(), delivery.messageId(), delivery.body())
                    .audience()
                    .subject()
                    .map(user -> user.value())
                    .orElse(death.routingKey());
        } catch (Envelope.Unreadable e) {
            return death.routingKey();
        }
    }

    private static Death storable(Death death) {
        return new Death(
                storable(death.reason()),
                death.queue() == null ? null : storable(death.queue()),
                storable(death.exchange()),
                storable(death.routingKey()),
                death.count());
    }

    /** Names longer than AMQP's, or with a NUL, can only come from somebody who invented the header. */
    private static String storable(String name) {
        String shown = name.replace('\0', '\uFFFD');
        if (shown.length() <= MAX_NAME) {
            return shown;
        }
        boolean splitsPair = Character.isHighSurrogate(shown.charAt(MAX_NAME - 1));
        return shown.substring(0, splitsPair ? MAX_NAME - 1 : MAX_NAME);
    }

    private static byte[] fingerprint(Delivery delivery, String headers, String properties) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {delivery.exchange(), delivery.routingKey(), headers, properties}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return digest.digest(delivery.body());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
