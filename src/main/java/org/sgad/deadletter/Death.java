package org.sgad.deadletter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.Requeuer;

/**
 * How a message died, as the broker tells in the header {@code x-death}; the latest death comes first there.
 *
 * @param reason {@code rejected}, {@code expired}, {@code maxlen}, {@code delivery_limit}, or {@code unknown} where nothing
 *     tells, as somebody published to the dead-letter exchange itself
 * @param queue where it died; null where nothing tells
 * @param exchange where it was published before, also where it was sent back to its queue since
 * @param routingKey with which it was published there
 * @param count how often it died there for that reason
 */
public record Death(String reason, @Nullable String queue, String exchange, String routingKey, long count) {
    private static final String UNKNOWN = "unknown";

    /** Reads whatever is there; anybody can write such a header, so nothing in it is taken for granted. */
    static Death read(String exchange, String routingKey, Map<String, @Nullable Object> headers) {
        if (headers.get("x-death") instanceof List<?> deaths
                && !deaths.isEmpty()
                && deaths.get(0) instanceof Map<?, ?> last) {
            String diedFrom = text(last.get("exchange"), exchange);
            boolean wasBack = diedFrom.isEmpty()
                    && headers.get(Requeuer.EXCHANGE) instanceof String
                    && headers.get(Requeuer.ROUTING_KEY) instanceof String;
            return new Death(
                    text(last.get("reason"), UNKNOWN),
                    last.get("queue") instanceof String queue && !queue.isEmpty() ? queue : null,
                    wasBack ? text(headers.get(Requeuer.EXCHANGE), diedFrom) : diedFrom,
                    wasBack
                            ? text(headers.get(Requeuer.ROUTING_KEY), routingKey)
                            : firstKey(last.get("routing-keys"), routingKey),
                    last.get("count") instanceof Number count ? Math.max(0, count.longValue()) : 0);
        }
        return new Death(UNKNOWN, null, exchange, routingKey, 0);
    }

    private static String text(@Nullable Object value, String otherwise) {
        return value instanceof String text ? text : otherwise;
    }

    private static String firstKey(@Nullable Object keys, String otherwise) {
        return keys instanceof List<?> list && !list.isEmpty() ? text(list.get(0), otherwise) : otherwise;
    }
}
