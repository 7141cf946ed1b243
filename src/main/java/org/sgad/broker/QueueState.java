package org.sgad.broker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue as it is now.
 *
 * @param type {@code quorum}, {@code classic} or {@code stream}
 * @param depth how many messages it holds, as far as is known: without the management API, those that are ready
 * @param ready how many wait to be delivered
 * @param unacknowledged how many are delivered and not settled; null where only the management API could tell
 * @param oldestMessageAt the publisher's time of the first message; null where the queue is empty or nobody knows: RabbitMQ
 *     tells it of classic queues alone, and of them where publishers give their messages a time
 * @param rates null where only the management API could tell
 */
public record QueueState(
        String name,
        String type,
        long depth,
        long ready,
        @Nullable Long unacknowledged,
        long consumers,
        @Nullable Instant oldestMessageAt,
        @Nullable Rates rates) {
    /** Messages in a second, as the broker measured them last. */
    public record Rates(double published, double delivered, double acknowledged) {}
}
