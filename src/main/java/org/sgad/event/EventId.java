package org.sgad.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The identity of an event. The same id is one event, however often it arrives.
 *
 * @param value 1 to 200 bytes of UTF-8 without control characters; ours are UUIDs of version 7
 */
public record EventId(@JsonValue String value) {
    private static final int MAX_BYTES = 200;

    public EventId {
        Text.requirePlain("event_id", value, MAX_BYTES);
    }

    /** A new time-ordered id, a UUID of version 7 (RFC 9562, section 5.7). */
    public static EventId create(Clock clock) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = clock.millis() << 16 | 0x7000 | random.nextInt(0x1000);
        long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new EventId(new UUID(high, low).toString());
    }

    /** When it was made, as ids of version 7 tell; nothing for others. */
    public Optional<Instant> createdAt() {
        try {
            UUID uuid = UUID.fromString(value);
            return uuid.version() == 7
                    ? Optional.of(Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The id of a message that carries none: the same message has the same id on every node. */
    public static EventId ofMessage(String exchange, String routingKey, byte[] body) {
        byte[] prefix = (exchange + '\0' + routingKey + '\0').getBytes(StandardCharsets.UTF_8);
        byte[] name = ByteBuffer.allocate(prefix.length + body.length)
                .put(prefix)
                .put(body)
                .array();
        return new EventId(UUID.nameUUIDFromBytes(name).toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
