package org.sgad.fault;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sgad.flow.Amqp;

/**
 * Another service with a durable queue for everything. Sessions are also given what the log has and the broker lost, so
 * only such a queue tells whether all was published.
 */
final class Subscriber implements AutoCloseable {
    private static final String QUEUE = "fault-suite";

    private final Map<String, Integer> times = new ConcurrentHashMap<>();

    /** From here on the broker keeps what is published. */
    Subscriber() {
        try (Amqp amqp = new Amqp()) {
            amqp.channel().queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bind();
    }

    /** Binds its queue again, where an exchange was deleted. */
    void bind() {
        try (Amqp amqp = new Amqp()) {
            Channel channel = amqp.channel();
            channel.queueBind(QUEUE, "sgad.availability", "#");
            channel.queueBind(QUEUE, "sgad.matches", "#");
            channel.queueBind(QUEUE, "sgad.notifications", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes all that has been published by now. */
    void catchUp() {
        String end = UUID.randomUUID().toString();
        try (Amqp amqp = new Amqp()) {
            Channel channel = amqp.channel();
            channel.basicConsume(QUEUE, true, new DefaultConsumer(channel) {
                @Override
                public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties message, byte[] body) {
                    times.merge(message.getMessageId(), 1, Integer::sum);
                }
            });
            amqp.publish(
                    "", QUEUE, new AMQP.BasicProperties.Builder().messageId(end).build(), "");
            await().atMost(Fault.PATIENCE).until(() -> times.remove(end) != null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(Collection<String> eventIds) {
        return times.keySet().containsAll(eventIds);
    }

    /** How many publishes were repetitions of an earlier one. */
    int repetitions() {
        return times.values().stream().mapToInt(n -> n - 1).sum();
    }

    @Override
    public void close() {
        try (Amqp amqp = new Amqp()) {
            amqp.channel().queueDelete(QUEUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
