package org.sgad.flow;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.sgad.devservices.DevServices;

/** Another service on the same broker. */
public final class Amqp implements AutoCloseable {
    private static final int CLOSE_MILLIS = 1_000;

    public static final AMQP.BasicProperties BARE = new AMQP.BasicProperties();

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

    @Override
    public void close() {
        connection.abort(CLOSE_MILLIS);
    }
}
