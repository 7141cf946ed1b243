package org.sgad.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.LongString;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message's properties in two more forms: sealed, to send them again as they came, and plain, to read them as JSON. */
final class Properties {
    private static final int MAX_DEPTH = 16;

    private Properties() {}

    /** The form they have on the wire; nothing where the client could not write again what it has read. */
    static Optional<byte[]> seal(AMQP.BasicProperties properties) {
        try {
            return Optional.of(properties.toFrame(0, 0).getPayload());
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    static AMQP.BasicProperties unseal(byte[] sealed) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(sealed))) {
            in.readShort();
            return new AMQP.BasicProperties(in);
        } catch (IOException e) {
            throw new UncheckedIOException("not what was sealed", e);
        }
    }

    /** Those that are set, headers left out, by AMQP's names with an underscore between words. */
    static Map<String, Object> plain(AMQP.BasicProperties properties) {
        Map<String, Object> set = new LinkedHashMap<>();
        put(set, "content_type", properties.getContentType());
        put(set, "content_encoding", properties.getContentEncoding());
        put(set, "delivery_mode", properties.getDeliveryMode());
        put(set, "priority", properties.getPriority());
        put(set, "correlation_id", properties.getCorrelationId());
        put(set, "reply_to", properties.getReplyTo());
        put(set, "expiration", properties.getExpiration());
        put(set, "message_id", properties.getMessageId());
        put(set, "timestamp", plain(properties.getTimestamp(), 0));
        put(set, "type", properties.getType());
        put(set, "user_id", properties.getUserId());
        put(set, "app_id", properties.getAppId());
        return set;
    }

    private static void put(Map<String, Object> set, String name, @Nullable Object value) {
        if (value != null) {
            set.put(name, value);
        }
    }

    /** Headers, nested ones too, of texts, numbers, booleans, lists and maps: bytes in base64, times in ISO 8601. */
    static Map<String, @Nullable Object> plain(@Nullable Map<String, Object> headers) {
        return headers == null ? Map.of() : table(headers, 0);
    }

    private static Map<String, @Nullable Object> table(Map<?, ?> table, int depth) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        table.forEach((name, value) -> plain.put(String.valueOf(name), plain(value, depth + 1)));
        return plain;
    }

    private static @Nullable Object plain(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            return "…";
        }
        if (value instanceof Map<?, ?> table) {
            return table(table, depth);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> plain(item, depth + 1)).toList();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof Date time) {
            return time.toInstant().toString();
        }
        if (value instanceof LongString || value instanceof BigDecimal) {
            return value.toString();
        }
        return value;
    }
}
