package org.sgad.devservices;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** How to reach a broker of ours on this machine. */
record RabbitAccess(int port, int managementPort, String password) {

    private static final int LIMIT_MILLIS = 5_000;

    static RabbitAccess choose(Workplace place) {
        return new RabbitAccess(
                place.port(RabbitPart.STANDARD_PORT),
                place.port(RabbitPart.STANDARD_MANAGEMENT_PORT),
                place.secretOr("RABBITMQ_PASSWORD", "rabbitmq"));
    }

    boolean answers() {
        try (Connection connection = connect()) {
            return connection.isOpen() && Ports.isListenedOn(managementPort);
        } catch (IOException | TimeoutException notYet) {
            return false;
        }
    }

    String version() {
        try (Connection connection = connect()) {
            return String.valueOf(connection.getServerProperties().get("version"));
        } catch (IOException | TimeoutException e) {
            throw new StartProblem("RabbitMQ does not answer: " + e.getMessage(), e);
        }
    }

    private Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setUsername(RabbitPart.USER);
        factory.setPassword(password);
        factory.setVirtualHost(RabbitPart.VHOST);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(LIMIT_MILLIS);
        return factory.newConnection("sgad-devservices");
    }

    String where() {
        return "localhost:" + port;
    }

    String managementUrl() {
        return "http://localhost:" + managementPort + "/";
    }

    void clear() {
        new RabbitManagement(managementPort, RabbitPart.USER, password).recreateVhost(RabbitPart.VHOST);
    }

    Map<String, String> settings() {
        return Map.of(
                "RABBITMQ_HOST",
                "localhost",
                "RABBITMQ_PORT",
                Integer.toString(port),
                "RABBITMQ_USER",
                RabbitPart.USER,
                "RABBITMQ_PASSWORD",
                password,
                "RABBITMQ_VHOST",
                RabbitPart.VHOST,
                "RABBITMQ_MANAGEMENT_URL",
                managementUrl());
    }
}
