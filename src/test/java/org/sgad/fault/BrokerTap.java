package org.sgad.fault;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sgad.flow.Amqp;

/** Counts on the broker how often each event was published. */
final class BrokerTap implements AutoCloseable {
    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private final Amqp amqp = new Amqp();

    BrokerTap() {
        try {
            Channel channel = amqp.channel();
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, "sgad.availability", "#");
            channel.queueBind(queue, "sgad.matches", "#");
            channel.queueBind(queue, "sgad.notifications", "");
            channel.basicConsume(queue, true, new DefaultConsumer(channel) {
                @Override
                public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties message, byte[] body) {
                    times.merge(message.getMessageId(), 1, Integer::sum);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many publishes were repetitions of an earlier one. */
    int repetitions() {
        return times.values().stream().mapToInt(n -> n - 1).sum();
    }

    @Override
    public void close() {
        amqp.close();
    }
}
