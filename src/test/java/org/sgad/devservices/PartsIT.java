package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartsIT {

    private final DevServices services = DevServices.current();

    @Test
    void databaseAnswersAsTheApplicationsUser() throws SQLException {
        try (java.sql.Connection connection = services.connect();
                Statement statement = connection.createStatement();
                ResultSet user = statement.executeQuery("SELECT current_user")) {
            assertThat(user.next()).isTrue();
            assertThat(user.getString(1)).isEqualTo("sgad");
        }
    }

    @Test
    void redisTellsItsVersion() {
        assertThat(services.redis().version()).startsWith("7.");
    }

    @Test
    void settingsAreSystemPropertiesWithTheirMicroProfileNames() {
        assertThat(System.getProperty("rabbitmq.port"))
                .isEqualTo(services.settings().get("RABBITMQ_PORT"));
        assertThat(System.getProperty("db.url")).startsWith("jdbc:postgresql://");
    }

    @Test
    void testsNeverTakeStandardPorts() {
        assertThat(services.settings().values()).doesNotContain("5672", "15672", "6379");
        assertThat(services.postgres().where()).doesNotEndWith(":5432");
    }

    @Test
    void rabbitMqStoppedAndStartedKeepsADurableQueueAndItsMessage() throws Exception {
        try (Connection connection = connectToRabbit();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare("kept", true, false, false, Map.of());
            channel.confirmSelect();
            channel.basicPublish(
                    "", "kept", MessageProperties.PERSISTENT_BASIC, "hola".getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(5_000);
        }
        services.rabbit().stop();
        services.rabbit().start();
        try (Connection connection = connectToRabbit();
                Channel channel = connection.createChannel()) {
            assertThat(channel.basicGet("kept", true).getBody()).asString().isEqualTo("hola");
        }
    }

    @Test
    void killedPartsStartAgainOnTheirDataAndPort() throws SQLException {
        String where = services.postgres().where();
        services.postgres().kill();
        services.redis().kill();
        services.rabbit().kill();
        services.postgres().start();
        services.redis().start();
        services.rabbit().start();
        assertThat(services.postgres().where()).isEqualTo(where);
        try (java.sql.Connection connection = services.connect()) {
            assertThat(connection.isValid(2)).isTrue();
        }
        assertThat(services.rabbit().ctl("list_vhosts", "-q")).contains("sgad_vhost");
    }

    @Test
    void freshDataLeavesNoTableNoQueueAndNoKey() throws Exception {
        try (java.sql.Connection connection = services.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS old (id int)");
        }
        try (Connection connection = connectToRabbit();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare("old", true, false, false, Map.of());
        }
        services.freshData();
        assertThat(services.rabbit().ctl("list_queues", "-q", "-p", "sgad_vhost", "name"))
                .doesNotContain("old");
        try (java.sql.Connection connection = services.connect();
                ResultSet tables = connection.getMetaData().getTables(null, "public", "old", null)) {
            assertThat(tables.next()).isFalse();
        }
    }

    private Connection connectToRabbit() throws Exception {
        Map<String, String> settings = services.rabbit().settings();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(settings.get("RABBITMQ_HOST"));
        factory.setPort(Integer.parseInt(settings.getOrDefault("RABBITMQ_PORT", "")));
        factory.setUsername(settings.get("RABBITMQ_USER"));
        factory.setPassword(settings.get("RABBITMQ_PASSWORD"));
        factory.setVirtualHost(settings.get("RABBITMQ_VHOST"));
        return factory.newConnection();
    }
}
