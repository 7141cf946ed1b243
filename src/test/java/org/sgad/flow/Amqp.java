package org.sgad.flow;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.sgad.devservices.DevServices;

/** Another service on the same broker. */
public final class Amqp implements AutoCloseable {
    public static final AMQP.BasicProperties BARE = new AMQP.BasicProperties();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CLOSE_MILLIS = 1_000;

    private final Connection connection;
    private final Channel channel;

    public Amqp() {
        Map<String, String> settings = DevServices.current().settings();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(settings.get("RABBITMQ_HOST"));
        factory.setPort(Integer.parseInt(settings.getOrDefault("RABBITMQ_PORT", "5672")));
        factory.setUsername(settings.get("RABBITMQ_USER"));
        factory.setPassword(settings.get("RABBITMQ_PASSWORD"));
        factory.setVirtualHost(settings.get("RABBITMQ_VHOST"));
        try {
            connection = factory.newConnection("another service");
            channel = connection.createChannel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    public Channel channel() {
        return channel;
    }

    public void publish(String exchange, String routingKey, AMQP.BasicProperties properties, String body)
            throws IOException {
        channel.basicPublish(exchange, routingKey, properties, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A durable queue of that service's own whose dead letters go to {@code sgad.dlx}. */
    String queue(String name, Map<String, Object> arguments) throws IOException {
        Map<String, Object> all = new HashMap<>(arguments);
        all.put("x-dead-letter-exchange", "sgad.dlx");
        return channel.queueDeclare(name, true, false, false, all).getQueue();
    }

    /** Whether there is a queue of that name. */
    boolean exists(String queue) throws IOException {
        try {
            connection.createChannel().queueDeclarePassive(queue);
            return true;
        } catch (IOException notFound) {
            if (notFound.getCause() instanceof ShutdownSignalException closed
                    && closed.getReason() instanceof AMQP.Channel.Close close
                    && close.getReplyCode() == AMQP.NOT_FOUND) {
                return false;
            }
            throw notFound;
        }
    }

    /** The next message of a queue, when it is there; it is acknowledged. */
    GetResponse next(String queue) {
        return await().atMost(PATIENCE).until(() -> channel.basicGet(queue, true), Objects::nonNull);
    }

    /** Kills the next message of a queue: it is rejected. */
    void reject(String queue) throws IOException {
        GetResponse next = await().atMost(PATIENCE).until(() -> channel.basicGet(queue, false), Objects::nonNull);
        channel.basicReject(next.getEnvelope().getDeliveryTag(), false);
    }

    @Override
    public void close() {
        connection.abort(CLOSE_MILLIS);
    }
}
