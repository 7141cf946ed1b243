package org.sgad.bench;

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

/** Another service that publishes what referees and everybody are told, as fast as it is asked to. For one thread. */
final class Publisher implements AutoCloseable {
    private static final AMQP.BasicProperties PERSISTENT = new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(2)
            .build();

    private final Connection connection;
    private final Channel channel;

    Publisher() {
        Map<String, String> settings = DevServices.current().settings();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(settings.get("RABBITMQ_HOST"));
        factory.setPort(Integer.parseInt(settings.getOrDefault("RABBITMQ_PORT", "")));
        factory.setUsername(settings.get("RABBITMQ_USER"));
        factory.setPassword(settings.get("RABBITMQ_PASSWORD"));
        factory.setVirtualHost(settings.get("RABBITMQ_VHOST"));
        try {
            connection = factory.newConnection("bench");
            channel = connection.createChannel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A week was closed. */
    void toReferee(String referee, String id) {
        publish(
                "sgad.availability",
                "availability.closed." + referee,
                "{\"event_type\":\"availability.closed\",\"event_id\":\"" + id + "\",\"referee_id\":\"" + referee
                        + "\",\"week_year\":2026,\"week_number\":42,\"closed_at\":\"2026-10-16T15:00:00-05:00\","
                        + "\"total_slots\":7}");
    }

    /** Everybody is notified. */
    void toAll(String id) {
        publish(
                "sgad.notifications",
                "",
                "{\"event_type\":\"notification\",\"event_id\":\"" + id
                        + "\",\"title\":\"Aviso\",\"message\":\"La semana cierra hoy a las tres\",\"type\":\"info\","
                        + "\"timestamp\":\"2026-10-16T15:00:00-05:00\"}");
    }

    private void publish(String exchange, String key, String body) {
        try {
            channel.basicPublish(exchange, key, PERSISTENT, body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
