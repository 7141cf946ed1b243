package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.sgad.security.Secured.bearer;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Amqp;
import org.sgad.flow.Http;

/** Secrets come from files as well as from the environment, and never go into a log; nor does what an attacker writes. */
class HiddenSecretsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REDIS_CANARY = "canary-of-redis-0123456789";
    private static final String SMTP_CANARY = "canary-of-smtp-0123456789";
    private static final String RED = "\u001b[31m";
    private static final String JSON_LINE = "\\u001b[31m\\r\\nINFO: all is well";
    private static final String ENCODED_LINE = "%1b%5b31m%0d%0aINFO:%20all%20is%20well";

    @TempDir
    private Path directory;

    @Test
    void nothingSecretIsInTheLogAndNobodyWritesItsLines() throws Exception {
        DevServices.current().freshData();
        Map<String, String> parts = DevServices.current().settings();
        Map<String, String> settings =
                new HashMap<>(Map.of("SGAD_AUTH", "jwt", "SGAD_PUBLISH_RATE", "20", "SGAD_PUBLISH_BURST", "50"));
        settings.put("JWT_SECRET_FILE", file("jwt", TestTokens.SECRET + "\n"));
        // read by the server itself
        settings.put("DB_PASSWORD", "");
        settings.put("DB_PASSWORD_FILE", file("database", Objects.requireNonNull(parts.get("DB_PASSWORD"))));
        settings.put("RABBITMQ_PASSWORD", "");
        // both are refused, as nobody asked for them: what is logged about that shows them no more
        settings.put("REDIS_PASSWORD", REDIS_CANARY);
        settings.put("SMTP_HOST", "127.0.0.1");
        settings.put("SMTP_TLS", "none");
        settings.put("SMTP_FROM", "sgad@example.org");
        settings.put("SMTP_USER", "sgad");
        settings.put("SMTP_PASSWORD", SMTP_CANARY);
        GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.setUser("sgad@example.org", "sgad", "another password");
        mail.start();
        settings.put("SMTP_PORT", Integer.toString(mail.getSmtp().getPort()));
        Path secrets = Files.createDirectory(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("rabbitmq.password"), Objects.requireNonNull(parts.get("RABBITMQ_PASSWORD")));
        Path accessLogs = Files.createDirectory(directory.resolve("access"));
        List<String> options = List.of("--secretsdir", secrets.toString(), "--accessLog", accessLogs.toString());
        String good = TestTokens.of("r-1", "referee");
        String bad = TestTokens.signed(
                new JWSHeader(JWSAlgorithm.HS256),
                TestTokens.claims("r-1", Instant.now().plusSeconds(60), "admin").build(),
                "another-secret-of-an-attacker-0123456789");
        String ticket;
        Path logFile;
        try (PayaraNode payara = DevServices.current().startNode(settings, options)) {
            logFile = payara.log();
            Secured node = new Secured(payara);
            assertThat(node.get("/api/me", bearer(good)).status()).isEqualTo(200);
            assertThat(node.get("/api/me", bearer(bad)).status()).isEqualTo(401);
            ticket = node.ticket(good);
            assertThat(node.handshake("/ws/r-1?ticket=" + ticket, List.of())).isEqualTo(101);
            assertThat(node.handshake("/ws/r-1?ticket=" + ticket, List.of())).isEqualTo(401);
            assertThat(Raw.get(node.port(), "/api/%0d%0aINFO:%20all%20is%20well%1b%5b31m"))
                    .startsWith("HTTP/1.1 401");
            Http metrics = new Http(node.port());
            assertThat(metrics.get("/metrics").text())
                    .containsPattern("sgad_requests_refused_total\\{.*reason=\"signature\".*} 1\\.0")
                    .containsPattern("sgad_requests_refused_total\\{.*reason=\"ticket\".*} 1\\.0");
            publishUntilThrottled(node);
            writeOtherLines(node);
            refreshWith(bad, node);
            publishToTheBroker(logFile);
            sendAnEmail(node);
            await().atMost(PATIENCE).until(() -> Files.readString(logFile).contains("email: "));
        } finally {
            mail.stop();
        }
        String log = Files.readString(logFile);
        String accesses = allIn(accessLogs);
        assertThat(accesses)
                .contains("/api/me", "/ws/r-1")
                .doesNotContain(TestTokens.SECRET, good, bad, ticket, REDIS_CANARY, SMTP_CANARY)
                .doesNotContain("\nINFO: all is well");
        assertThat(log)
                .contains("refused GET /api/me of 127.0.0.1: The token's signature is wrong.")
                .contains("refused a refresh of r-1 of 127.0.0.1: The token's signature is wrong.")
                .doesNotContain(TestTokens.SECRET, good, bad, ticket, REDIS_CANARY, SMTP_CANARY)
                .doesNotContain(plainLogin("sgad", SMTP_CANARY))
                .doesNotContain("at org.sgad.security")
                .doesNotContain("\nINFO: all is well", "\rINFO: all is well", RED)
                .doesNotContain("\tat org.sgad");
        for (String name : List.of("DB_PASSWORD", "RABBITMQ_PASSWORD")) {
            assertThat(log).as(name).doesNotContain(Objects.requireNonNull(parts.get(name)));
        }
    }

    /** Whatever a caller may name, with what would begin a line of the log or colour a terminal in it. */
    private static void writeOtherLines(Secured node) throws IOException {
        String[] boss = bearer(TestTokens.of("boss", "admin"));
        String event = "{\"exchange\":\"%s\",\"routing_key\":\"%s\",\"message\":{\"event_id\":\"%s\",\"a\":\"%s\"}}";
        for (String body : List.of(
                event.formatted(JSON_LINE, "k", "i", "a"),
                event.formatted("sgad.availability", JSON_LINE, "i", "a"),
                event.formatted("sgad.availability", "k", JSON_LINE, "a"),
                event.formatted("sgad.availability", "k", "i", JSON_LINE))) {
            assertThat(node.post("/api/events", body, boss).status()).as(body).isIn(202, 422);
        }
        for (String path : List.of("events", "matches", "sessions", "presence", "dead-letters", "closings", "no")) {
            assertThat(node.get("/api/" + path + "/" + ENCODED_LINE, boss).status())
                    .as(path)
                    .isBetween(400, 499);
        }
        for (String header : List.of(
                "Authorization",
                "Origin",
                "X-Correlation-Id",
                "traceparent",
                "Idempotency-Key",
                "Last-Event-ID",
                "Accept",
                "Content-Type",
                "User-Agent",
                "Cookie",
                "X-Forwarded-For")) {
            String answer = Raw.get(node.port(), "/api/me", header + ": " + RED + "\r\n INFO: all is well");
            assertThat(answer).as(header).startsWith("HTTP/1.1 4");
        }
        Raw.send(node.port(), "GET /api/me HTTP/1.1", "Host: " + RED + "INFO: all is well");
        Raw.send(node.port(), RED + " INFO: all is well HTTP/1.1", "Host: localhost");
        for (String message : List.of(
                "{\"type\":\"" + JSON_LINE + "\"}",
                "{\"type\":\"refresh\",\"token\":\"" + JSON_LINE + "\"}",
                "{\"type\":\"ack\",\"event_id\":\"" + JSON_LINE + "\"}")) {
            try (Socket socket =
                    Socket.open(node, "/ws/r-1", List.of("sgad.v1"), bearer(TestTokens.of("r-1", "referee")))) {
                socket.send(message);
                await().atMost(PATIENCE).until(() -> socket.closeCode().isDone());
            }
        }
    }

    private static void refreshWith(String token, Secured node) {
        try (Socket socket =
                Socket.open(node, "/ws/r-1", List.of("sgad.v1"), bearer(TestTokens.of("r-1", "referee")))) {
            socket.send("{\"type\":\"refresh\",\"token\":\"" + token + "\"}");
            assertThat(socket.closeCode()).succeedsWithin(PATIENCE).isEqualTo(4500);
        }
    }

    /** What any publisher may write into a message; each of these is dead-lettered, and the log says why. */
    private static void publishToTheBroker(Path log) throws IOException {
        String line = RED + "\r\nINFO: all is well";
        List<String> bodies = List.of(
                "{\"event_type\":\"" + JSON_LINE + "\"}",
                "{\"event_id\":\"" + JSON_LINE + "\"}",
                "{\"event_type\":\"" + JSON_LINE.repeat(100) + "\"}",
                line);
        try (Amqp other = new Amqp()) {
            for (String body : bodies) {
                other.publish("sgad.availability", "custom.hostile", Amqp.BARE, body);
            }
            other.publish("sgad.availability", "custom." + line, Amqp.BARE, "no JSON");
            String message = "{\"referee_id\":\"r-1\",\"slots\":[{\"date\":\"" + JSON_LINE + "\"}]}";
            other.publish("sgad.availability", "availability.updated.r-1", Amqp.BARE, message);
            await().atMost(PATIENCE)
                    .until(() -> Files.readString(log).split("is dead-lettered", -1).length > bodies.size() + 2);
        }
    }

    private static void sendAnEmail(Secured node) {
        String[] boss = bearer(TestTokens.of("boss", "admin"));
        assertThat(node.send("PUT", "/api/users/r-1/preferences", "{\"email\":\"r-1@example.org\"}", boss)
                        .status())
                .isEqualTo(200);
        assertThat(node.post("/api/notifications", "{\"user_id\":\"r-1\",\"title\":\"t\",\"message\":\"m\"}", boss)
                        .status())
                .isEqualTo(202);
    }

    /** What a mail client sends to sign in. */
    private static String plainLogin(String user, String password) {
        return Base64.getEncoder().encodeToString(('\0' + user + '\0' + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String allIn(Path directory) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static void publishUntilThrottled(Secured node) {
        String[] service = bearer(TestTokens.of("match-service", "service"));
        String event =
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.x\",\"message\":{\"user_id\":\"r-1\"}}";
        assertThat(node.post("/api/events/batch", "[" + (event + ",").repeat(300) + event + "]", service)
                        .status())
                .isEqualTo(207);
        Http.Answer throttled = node.post("/api/events", event, service);
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(Integer.parseInt(throttled.header("Retry-After"))).isPositive();
        assertThat(throttled.header("Content-Type")).startsWith("application/problem+json");
        assertThat(node.post("/api/events", event, bearer(TestTokens.of("other-service", "service")))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aNodeDoesNotStartWithASecretGivenTwiceOrNotToBeRead() throws Exception {
        Map<String, String> settings = Map.of(
                "SGAD_AUTH",
                "jwt",
                "JWT_SECRET",
                TestTokens.SECRET,
                "JWT_SECRET_FILE",
                file("jwt", TestTokens.SECRET),
                "REDIS_PASSWORD_FILE",
                directory.resolve("missing").toString());

        assertThatThrownBy(() -> DevServices.current().startNode(settings))
                .hasMessageContaining("JWT_SECRET and JWT_SECRET_FILE are both set; allowed: one of them")
                .hasMessageNotContaining(TestTokens.SECRET);
    }

    private String file(String name, String content) throws Exception {
        return Files.writeString(directory.resolve(name), content).toString();
    }
}
