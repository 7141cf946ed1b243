package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgad.devservices.Certificates;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** PostgreSQL, RabbitMQ and Redis over TLS, with the certificates of a private authority. */
class TlsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static Certificates ours;
    private static Certificates foreign;
    private static DevServices services;

    @BeforeAll
    static void start() {
        ours = Certificates.create(directory.resolve("ours"));
        foreign = Certificates.create(directory.resolve("foreign"));
        Map<String, String> environment = new HashMap<>(System.getenv());
        // parts of its own: what is given need not speak TLS
        environment.keySet().removeIf(name -> name.matches("(SGAD|JWT|RABBITMQ|REDIS|DB)_.*"));
        services = DevServices.start(new DevServices.Setup(
                Path.of("target"),
                System.getProperty("sgad.devservices") + "-tls",
                environment,
                false,
                System.out::println,
                Optional.of(ours)));
        Assumptions.assumeTrue(
                services.settings().containsKey("RABBITMQ_TLS") || "true".equals(System.getenv("CI")),
                "no rabbitmq-server is installed here, and that of a container speaks no TLS");
    }

    @AfterAll
    static void stop() {
        if (services != null) {
            services.close();
        }
    }

    @Test
    void anEventFlowsOverTlsAlone() throws IOException {
        Map<String, String> settings =
                Map.of("SGAD_TLS_CA", Files.readString(ours.authority()).replace("\n", "\\n"));
        try (PayaraNode payara = services.startNode(settings)) {
            Http http = new Http(payara.port());
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(http.get("/health/ready").text()).doesNotContain("degraded"));
            try (Socket socket = Socket.open(new Secured(payara), "/ws/r-1", List.of("sgad.v1"))) {
                http.post(
                        "/api/notifications",
                        "{\"user_id\":\"r-1\",\"title\":\"t\",\"message\":\"m\",\"type\":\"info\"}");
                assertThat(socket.await("info").path("event_type").textValue()).isEqualTo("notification");
            }
            assertThat(http.get("/api/presence/r-1").json().path("scope").textValue())
                    .isEqualTo("cluster");
            assertThat(http.get("/api/queues").json().path("items").findValues("rates"))
                    .as("what only the management API tells")
                    .isNotEmpty()
                    .allMatch(JsonNode::isObject);
            assertThat(services.rabbit().ctl("list_connections", "ssl", "--quiet", "--no-table-headers"))
                    .contains("true")
                    .doesNotContain("false");
            assertThat(services.number("select count(*) from pg_stat_ssl join pg_stat_activity using (pid)"
                            + " where usename = 'sgad' and ssl"))
                    .isPositive();
            assertThat(services.number("select count(*) from pg_stat_ssl join pg_stat_activity using (pid)"
                            + " where usename = 'sgad' and not ssl"))
                    .isZero();
        }
    }

    @Test
    void aNodeTalksToNobodyOfAnotherAuthorityOrAnotherName() {
        // at once, as most of it is waiting for nodes
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(TlsIT::assertThatAnotherAuthorityIsNotTrusted),
                        CompletableFuture.runAsync(TlsIT::assertThatAnotherNameIsNotTrusted),
                        CompletableFuture.runAsync(TlsIT::assertThatAnotherDatabaseIsNotTrusted))
                .join();
    }

    private static void assertThatAnotherAuthorityIsNotTrusted() {
        Map<String, String> settings = Map.of("SGAD_TLS_CA", foreign.authority().toString());
        try (PayaraNode payara = services.startUnreadyNode(settings)) {
            assertStaysAway(payara, "unable to find valid certification path to requested target");
        }
    }

    private static void assertThatAnotherNameIsNotTrusted() {
        Map<String, String> settings = Map.of(
                "SGAD_TLS_CA", ours.authority().toString(), "RABBITMQ_HOST", "127.0.0.1", "REDIS_HOST", "127.0.0.1");
        try (PayaraNode payara = services.startUnreadyNode(settings)) {
            assertStaysAway(payara, "No subject alternative names matching IP address 127.0.0.1 found");
        }
    }

    private static void assertStaysAway(PayaraNode payara, String why) {
        Http http = new Http(payara.port());
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(lines(payara, "rabbitmq-publish: "))
                    .singleElement()
                    .asString()
                    .contains(why);
            assertThat(lines(payara, "Redis is away"))
                    .singleElement()
                    .asString()
                    .contains(why);
        });
        assertThat(http.get("/health/ready").status()).isEqualTo(503);
        assertThat(http.get("/health/live").status()).isEqualTo(200);
        assertThat(lines(payara, "TLS connection failed")).isEmpty();
        assertThat(lines(payara, services.settings().get("RABBITMQ_PASSWORD"))).isEmpty();
        assertThat(lines(payara, "\tat org.sgad")).isEmpty();
    }

    private static void assertThatAnotherDatabaseIsNotTrusted() {
        String url = services.settings()
                .getOrDefault("DB_URL", "")
                .replace(ours.authority().toString(), foreign.authority().toString());

        assertThatThrownBy(() -> services.startNode(Map.of("DB_URL", url)).close())
                .hasMessageContaining("The WAR was not deployed: ")
                .hasMessageContaining("unable to find valid certification path to requested target")
                .hasMessageNotContaining(services.settings().get("DB_PASSWORD"));
    }

    private static List<String> lines(PayaraNode payara, @Nullable String with) {
        return log(payara).stream()
                .filter(line -> line.contains(Objects.requireNonNull(with)))
                .toList();
    }

    private static List<String> log(PayaraNode payara) {
        try {
            return Files.readAllLines(payara.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
