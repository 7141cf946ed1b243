package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.event.EventJson;

/** Who asked for an event, and in which trace, goes with it: through the log to other services, and from them; without spans. */
class TracingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private static PayaraNode node;
    private static Http http;

    @BeforeAll
    static void startNode() {
        DevServices.current().freshData();
        node = DevServices.current().startNode(Map.of("SGAD_LOG_FORMAT", "json"));
        http = new Http(node.port());
    }

    @AfterAll
    static void endNode() {
        node.close();
    }

    @Test
    void aRequestsTraceGoesThroughTheLogToOtherServices() throws IOException {
        try (Amqp service = new Amqp()) {
            String queue = service.queue("traced", Map.of());
            service.channel().queueBind(queue, "sgad.availability", "custom.traced");

            Http.Answer answer = http.post(
                    "/api/events", custom("custom.traced"), "traceparent", TRACEPARENT, "X-Correlation-Id", "order-7");

            assertThat(answer.header("X-Correlation-Id")).isEqualTo("order-7");
            JsonNode entry = published(answer.json().path("event_id").textValue());
            assertThat(entry.path("correlation_id").textValue()).isEqualTo("order-7");
            assertThat(entry.path("headers").path("traceparent").textValue()).isEqualTo(TRACEPARENT);
            GetResponse message = service.next(queue);
            assertThat(message.getProps().getCorrelationId()).isEqualTo("order-7");
            assertThat(header(message)).isEqualTo(TRACEPARENT);
        }
    }

    @Test
    void aTraceparentThatIsNotValidIsIgnored() throws IOException {
        String upperCase = TRACEPARENT.replace('b', 'B');
        try (Amqp service = new Amqp()) {
            String queue = service.queue("untraced", Map.of());
            service.channel().queueBind(queue, "sgad.availability", "custom.untraced");

            Http.Answer answer = http.post("/api/events", custom("custom.untraced"), "traceparent", upperCase);

            String made = answer.header("X-Correlation-Id");
            assertThat(UUID.fromString(made)).hasToString(made);
            GetResponse message = service.next(queue);
            assertThat(message.getProps().getCorrelationId()).isEqualTo(made);
            assertThat(message.getProps().getHeaders()).doesNotContainKey("traceparent");
        }
    }

    @Test
    void anotherPublishersTraceAndIdAreInTheLog() throws IOException {
        try (Amqp other = new Amqp()) {
            other.publish(
                    "sgad.availability", "custom.theirs", theirs("order:9", TRACEPARENT), "{\"user_id\":\"t-1\"}");
            other.publish("sgad.availability", "custom.theirs", theirs(null, TRACEPARENT), "{\"user_id\":\"t-2\"}");
            other.publish("sgad.availability", "custom.theirs", theirs("a\nb", "none"), "{\"user_id\":\"t-3\"}");
        }

        JsonNode named = recorded("t-1");
        assertThat(named.path("correlation_id").textValue()).isEqualTo("order:9");
        assertThat(named.path("headers").path("traceparent").textValue()).isEqualTo(TRACEPARENT);
        assertThat(recorded("t-2").path("correlation_id").textValue()).isEqualTo(TRACE);
        assertThat(recorded("t-3").path("correlation_id").isNull()).isTrue();
    }

    @Test
    void whatIsDoneLaterKeepsTheTraceOfWhoAskedForIt() {
        String[] traced = {"traceparent", TRACEPARENT};
        http.put(
                "/api/availability/t-4/2099-W10",
                "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"08:00\",\"end\":\"12:00\"}]}");
        String later = http.post(
                        "/api/notifications",
                        "{\"user_id\":\"t-5\",\"title\":\"a\",\"message\":\"b\",\"deliver_at\":\""
                                + OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(1) + "\"}",
                        traced)
                .json()
                .path("event_id")
                .textValue();
        assertThat(http.post("/api/closings", "{\"week\":\"2099-W10\"}", traced).status())
                .isEqualTo(200);

        JsonNode notified = published(later);
        JsonNode closed = entry("/api/events?type=availability.closed&subject=t-4");
        for (JsonNode entry : List.of(notified, closed)) {
            assertThat(entry.path("correlation_id").textValue()).isEqualTo(TRACE);
            assertThat(entry.path("headers").path("traceparent").textValue()).isEqualTo(TRACEPARENT);
        }
    }

    @Test
    void everyAnswerTellsItsIdAndWhatIsLoggedForItHasItToo() {
        for (String path : List.of("/api/me", "/api/sign-in", "/api/nothing", "/api/events?limit=0", "/api/sse/a/b")) {
            assertThat(http.get(path, "X-Correlation-Id", "request-8").header("X-Correlation-Id"))
                    .as(path)
                    .isEqualTo("request-8");
        }
        Http.Answer refused =
                http.get("/api/me", "Origin", "https://elsewhere.example", "X-Correlation-Id", "refused-1");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("X-Correlation-Id")).isEqualTo("refused-1");
        JsonNode line = await().atMost(PATIENCE).until(() -> line("refused GET /api/me"), Objects::nonNull);
        assertThat(line.path("correlation_id").textValue()).isEqualTo("refused-1");
        assertThat(http.get("/").header("X-Correlation-Id")).isEmpty();
    }

    @Test
    void whatIsLoggedForAMessageHasItsId() throws IOException {
        try (Amqp other = new Amqp()) {
            other.publish("sgad.matches", "match.unreadable", theirs("order-10", TRACEPARENT), "no JSON");
        }

        JsonNode line = await().atMost(PATIENCE)
                .until(() -> line("with routing key match.unreadable is dead-lettered"), Objects::nonNull);
        assertThat(line.path("correlation_id").textValue()).isEqualTo("order-10");
    }

    @Test
    void eachLineOfTheLogIsOneJsonObject() throws IOException {
        List<JsonNode> lines = await().atMost(PATIENCE).until(TracingIT::lines, TracingIT::tellsThatTheServerIsReady);

        assertThat(lines).allSatisfy(line -> {
            assertThat(line.properties())
                    .extracting(Map.Entry::getKey)
                    .startsWith("timestamp", "level", "logger", "message", "thread", "correlation_id", "node");
            assertThat(line.path("node").textValue()).isEqualTo("node-" + node.port());
        });
    }

    private static boolean tellsThatTheServerIsReady(List<JsonNode> lines) {
        return lines.stream().anyMatch(line -> line.path("message").asText().contains(" ready in "));
    }

    private static @Nullable JsonNode line(String message) throws IOException {
        return lines().stream()
                .filter(line -> line.path("message").asText().contains(message))
                .findFirst()
                .orElse(null);
    }

    /** From the node's first line of JSON on, all of them. */
    private static List<JsonNode> lines() throws IOException {
        List<String> all = Files.readAllLines(node.log());
        return all.stream()
                .dropWhile(line -> !line.startsWith("{\"timestamp\":"))
                .map(TracingIT::json)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return EventJson.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static JsonNode published(String event) {
        return await().atMost(PATIENCE)
                .until(
                        () -> http.get("/api/events/" + event).json(),
                        found -> found.path("published_at").isTextual());
    }

    private static JsonNode recorded(String subject) {
        return entry("/api/events?subject=" + subject);
    }

    private static JsonNode entry(String query) {
        return await().atMost(PATIENCE)
                .until(() -> http.get(query).json().at("/items/0"), found -> !found.isMissingNode());
    }

    private static String custom(String routingKey) {
        return "{\"exchange\":\"sgad.availability\",\"routing_key\":\"" + routingKey
                + "\",\"message\":{\"user_id\":\"t-0\"}}";
    }

    private static AMQP.BasicProperties theirs(@Nullable String correlationId, String traceparent) {
        return new AMQP.BasicProperties.Builder()
                .correlationId(correlationId)
                .headers(Map.of("traceparent", traceparent))
                .build();
    }

    private static String header(GetResponse message) {
        return String.valueOf(message.getProps().getHeaders().get("traceparent"));
    }
}
