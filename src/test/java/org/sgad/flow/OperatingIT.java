package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** What an operator asks of two nodes, the second of which does not reach RabbitMQ's management API. */
class OperatingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOTHING_THERE = "http://127.0.0.1:1";

    private static final List<PayaraNode> NODES = new ArrayList<>();
    private static Http here;
    private static Http there;

    @BeforeAll
    static void startNodes() {
        DevServices services = DevServices.current();
        services.freshData();
        NODES.add(services.startNode(Map.of()));
        NODES.add(services.startNode(Map.of("RABBITMQ_MANAGEMENT_URL", NOTHING_THERE)));
        here = new Http(NODES.get(0).port());
        there = new Http(NODES.get(1).port());
    }

    @AfterAll
    static void endNodes() {
        NODES.forEach(PayaraNode::close);
    }

    @Test
    void theManagementApiTellsOfEveryQueueAndItsRates() throws IOException {
        try (Amqp other = new Amqp()) {
            String queue = other.queue("other-service", Map.of());
            other.publish("", queue, Amqp.BARE, "{}");

            JsonNode found = await().atMost(PATIENCE)
                    .until(() -> queue(here, queue), told -> told.path("depth").asInt() == 1);
            assertThat(found.path("ready").asInt()).isEqualTo(1);
            assertThat(found.path("unacknowledged").asInt(-1)).isZero();
            assertThat(found.path("type").asText()).isEqualTo("classic");
            assertThat(found.path("rates").path("published").isNumber()).isTrue();
        }
        String metric = "queue=\"other-service\"";
        await().atMost(PATIENCE).until(() -> here.get("/metrics").text().contains(metric));
        try (Amqp other = new Amqp()) {
            other.channel().queueDelete("other-service");
        }
        await().atMost(PATIENCE).until(() -> !here.get("/metrics").text().contains(metric));
        await().atMost(PATIENCE)
                .until(() -> queue(here, "sgad.event-log").path("consumers").asInt() == 2);
        assertThat(queue(here, "sgad.event-log").path("type").asText()).isEqualTo("quorum");
    }

    @Test
    void withoutItAmqpTellsOfOurQueuesAlone() {
        JsonNode recorder = queue(there, "sgad.event-log");

        assertThat(recorder.path("consumers").asInt()).isEqualTo(2);
        assertThat(recorder.path("rates").isNull()).isTrue();
        assertThat(recorder.path("unacknowledged").isNull()).isTrue();
        assertThat(there.get("/api/queues").json().path("items").findValuesAsText("name"))
                .containsExactly(
                        "match-service-queue",
                        "notification-service-queue",
                        "sgad.dead-letters",
                        "sgad.event-log",
                        "sgad.gateway.node-" + there.port());
    }

    @Test
    void aReplayToSocketsReachesWhoHasTheEventsOnEveryNodeAndSaysWhatItIs() {
        String user = "r-" + UUID.randomUUID();
        try (SgadClient one = SgadClient.of(here, user);
                SgadClient two = SgadClient.of(there, user);
                SgadClient other = SgadClient.of(here, "other")) {
            publish(user, 3);
            one.awaitEvents(3);
            two.awaitEvents(3);

            JsonNode dry = here.post("/api/replays", replay("sockets", user, ",\"dry_run\":true"))
                    .json();
            assertThat(dry.path("count").asInt()).isEqualTo(3);
            assertThat(dry.path("replay_id").isNull()).isTrue();
            Http.Answer asked = here.post("/api/replays", replay("sockets", user, ""));
            assertThat(asked.status()).isEqualTo(202);

            for (SgadClient client : List.of(one, two)) {
                List<JsonNode> events = client.awaitEvents(6);
                assertThat(client.values("event_id").subList(3, 6))
                        .isEqualTo(client.values("event_id").subList(0, 3));
                assertThat(events.subList(0, 3)).noneMatch(event -> event.has("replay"));
                assertThat(events.subList(3, 6))
                        .allMatch(event -> event.path("replay").asBoolean());
            }
            assertThat(other.events()).isEmpty();
            JsonNode done = ended(asked.json().path("replay_id").asText());
            assertThat(done.path("status").asText()).isEqualTo("done");
            assertThat(done.path("sent").asInt()).isEqualTo(3);
            assertThat(here.get("/api/events?type=audit.replay.requested")
                            .json()
                            .path("items")
                            .findValuesAsText("actor"))
                    .contains("anonymous");
        }
    }

    @Test
    void aReplayToTheBrokerIsForServicesAndNotForSockets() throws IOException {
        String user = "r-" + UUID.randomUUID();
        try (Amqp service = new Amqp();
                SgadClient client = SgadClient.of(here, user)) {
            publish(user, 1);
            String event = client.awaitEvents(1).get(0).path("event_id").asText();
            String queue = service.queue("replayed-" + user, Map.of());
            service.channel().queueBind(queue, "sgad.availability", "custom.operating");

            String id = here.post("/api/replays", replay("broker", user, ""))
                    .json()
                    .path("replay_id")
                    .asText();

            GetResponse again = service.next(queue);
            assertThat(again.getProps().getMessageId()).isEqualTo(event);
            assertThat(again.getProps().getHeaders().get("x-sgad-replay")).hasToString(id);
            assertThat(ended(id).path("sent").asInt()).isEqualTo(1);
            publish(user, 1);
            client.awaitEvents(2);
            assertThat(client.events()).noneMatch(received -> received.has("replay"));
            assertThat(client.values("event_id")).doesNotHaveDuplicates();
        }
    }

    @Test
    void aReplayKeepsItsRateAndCanBeCancelled() {
        String user = "r-" + UUID.randomUUID();
        publish(user, 20);
        await().atMost(PATIENCE).until(() -> dryCount(user) == 20);

        String id = here.post("/api/replays", replay("broker", user, ",\"rate\":1"))
                .json()
                .path("replay_id")
                .asText();
        await().atMost(PATIENCE)
                .until(() -> here.get("/api/replays/" + id).json().path("sent").asInt() > 0);
        assertThat(there.delete("/api/replays/" + id).status()).isEqualTo(204);

        JsonNode cancelled = ended(id);
        assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("sent").asInt()).isBetween(1, 19);
        assertThat(there.delete("/api/replays/" + id).status()).isEqualTo(409);
        assertThat(there.get("/api/replays/none").status()).isEqualTo(404);
    }

    @Test
    void aMisspeltReplaySendsNothing() {
        Http.Answer answer = here.post("/api/replays", "{\"target\":\"sockets\",\"subjct\":\"ana\",\"rate\":0}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("field")).containsExactlyInAnyOrder("subjct", "rate");
    }

    @Test
    void theProjectionIsWhatTheLogSays() {
        here.put("/api/availability/ana/2031-W10", "{\"slots\":[]}");

        assertThat(there.post("/api/availability/verify", "")
                        .json()
                        .path("consistent")
                        .asBoolean())
                .isTrue();
        assertThat(there.post("/api/availability/rebuild", "")
                        .json()
                        .path("weeks")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void theLastHourIsTold() {
        String user = "r-" + UUID.randomUUID();
        try (SgadClient client = SgadClient.of(here, user)) {
            publish(user, 5);
            client.awaitEvents(5);
            JsonNode history = await().atMost(PATIENCE)
                    .until(
                            () -> {
                                publish(
                                        user,
                                        1); // what came before the first look of a node that has just started counts in
                                // none
                                return here.get("/api/metrics/history?minutes=5")
                                        .json();
                            },
                            chart -> sum(chart.path("series").path("delivered")) > 0);

            assertThat(history.path("step_seconds").asInt()).isEqualTo(10);
            int steps = history.path("times").size();
            assertThat(history.path("series").properties())
                    .hasSize(8)
                    .allSatisfy(series -> assertThat(series.getValue()).hasSize(steps));
            assertThat(sum(history.path("series").path("delivery_p99_ms"))).isPositive();
            assertThat(history.path("queues").path("sgad.event-log")).hasSize(steps);
        }
        assertThat(here.metric("sgad_events_delivery_seconds_count")).isPositive();
        assertThat(here.metric("sgad_queue_consumers")).isNotNaN();
        assertThat(here.get("/api/metrics/history?minutes=61").status()).isEqualTo(422);
    }

    @Test
    void anExportHasAllThatPassesTheFilterInEachForm() {
        String user = "r-" + UUID.randomUUID();
        log(user, 2_500);
        String export = "/api/events/export?subject=" + user;
        await().atMost(PATIENCE)
                .until(() -> here.get(export).json().path("items").size() == 2_500);

        assertThat(here.get(export, "Accept", "application/x-ndjson").text().lines())
                .hasSize(2_500)
                .allMatch(line -> line.startsWith("{\"event_id\":") && line.endsWith("}"));
        assertThat(here.get(export, "Accept", "text/csv").text().lines()).hasSize(2_501);
        assertThat(here.get(export + "-nobody").json().path("items")).isEmpty();
    }

    /** Events that were published long ago, so that nobody waits for them. */
    private static void log(String user, int events) {
        String rows = "insert into event_log (event_id, event_type, subject, exchange, routing_key, body, ours, actor,"
                + " occurred_at, published_at) select '" + user + "-' || nth, 'custom.old', '" + user
                + "', 'sgad.availability', 'custom.old', '{}', false, 'test', now(), '2020-01-01'"
                + " from generate_series(1, " + events + ") nth";
        try (Connection database = DevServices.current().connect();
                Statement insert = database.createStatement()) {
            insert.execute(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(rows, e);
        }
    }

    private static double sum(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sum();
    }

    private static JsonNode queue(Http node, String name) {
        return StreamSupport.stream(node.get("/api/queues").json().path("items").spliterator(), false)
                .filter(queue -> queue.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(() -> node.get("/api/me").json().path("nothing"));
    }

    private static JsonNode ended(String replay) {
        return await().atMost(PATIENCE)
                .until(
                        () -> there.get("/api/replays/" + replay).json(),
                        told -> !told.path("status").asText().equals("running"));
    }

    private static int dryCount(String user) {
        return here.post("/api/replays", replay("broker", user, ",\"dry_run\":true"))
                .json()
                .path("count")
                .asInt();
    }

    private static String replay(String target, String user, String more) {
        return "{\"target\":\"" + target + "\",\"subject\":\"" + user + "\"" + more + "}";
    }

    private static void publish(String user, int events) {
        for (int i = 0; i < events; i++) {
            assertThat(here.post(
                                    "/api/events",
                                    "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.operating\","
                                            + "\"message\":{\"user_id\":\"" + user + "\",\"number\":" + i + "}}")
                            .status())
                    .isEqualTo(202);
        }
    }
}
