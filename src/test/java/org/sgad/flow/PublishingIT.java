package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.GetResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.eventlog.Cursor;

/** What is published over HTTP is in the log, once, and can be found there. */
class PublishingIT extends ArtefactStory {
    private static String custom(String user, int n) {
        return ("{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.event.type\","
                        + "\"message\":{\"event_type\":\"custom.event\",\"user_id\":\"%s\",\"n\":%d},"
                        + "\"headers\":{\"priority\":\"high\"}}")
                .formatted(user, n);
    }

    @Test
    void everyTypeOfTheContractIsPublishedAndDelivered() {
        Http http = http();
        String week = "\"referee_id\":\"p-1\",\"week_year\":2026,\"week_number\":42";
        String match = "{\"match_id\":\"m\",\"referee_id\":\"p-1\",\"kickoff_at\":\"2026-10-17T15:30:00-05:00\","
                + "\"venue\":\"El Campín\",\"role\":\"var\"}";
        try (Listener listener = Listener.of(http, "p-1")) {
            assertAccepted(http, "availability.closed", "{" + week + ",\"total_slots\":7}");
            assertAccepted(http, "availability.expired", "{" + week + "}");
            assertAccepted(http, "availability.updated", "{" + week + ",\"slots\":[]}");
            assertAccepted(http, "match.assigned", match);
            assertAccepted(http, "match.confirmed", match);
            assertAccepted(http, "match.cancelled", match);
            assertAccepted(http, "notification", "{\"user_id\":\"p-1\",\"title\":\"t\",\"message\":\"m\"}");

            listener.awaitEvents(7);

            assertThat(listener.values("event_type"))
                    .containsExactly(
                            "availability.closed",
                            "availability.expired",
                            "availability.updated",
                            "match.assigned",
                            "match.confirmed",
                            "match.cancelled",
                            "notification");
        }
    }

    private static void assertAccepted(Http http, String type, String body) {
        Http.Answer answer = http.post("/api/events/" + type, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    @Test
    void aNodeIsReadyWhileItPublishes() {
        Http http = http();
        String large =
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.large\",\"message\":{\"text\":\"%s\"}}"
                        .formatted("x".repeat(15_000));
        String batch = IntStream.range(0, 60).mapToObj(nth -> large).collect(Collectors.joining(",", "[", "]"));
        for (int round = 0; round < 5; round++) {
            Http.Answer accepted = http.post("/api/events/batch", batch);
            assertThat(accepted.status()).as(accepted.text()).isEqualTo(207);
            for (int look = 0; look < 100; look++) {
                Http.Answer ready = http.get("/health/ready");
                assertThat(ready.status()).as(ready.text()).isEqualTo(200);
            }
        }
    }

    @Test
    void aRepeatedRequestIsOneEventEvenFiftyAtOnce() {
        Http http = http();
        List<CompletableFuture<Http.Answer>> all = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> http.post("/api/events", custom("p-2", 1), "Idempotency-Key", "key-1")))
                .toList();

        assertThat(all.stream().map(answer -> answer.join().text()).distinct()).hasSize(1);
        assertThat(all.stream()
                        .filter(answer ->
                                answer.join().header("Idempotent-Replay").isEmpty()))
                .hasSize(1);
        assertThat(http.post("/api/events", custom("p-2", 2), "Idempotency-Key", "key-1")
                        .status())
                .isEqualTo(422);
        assertThat(entries(http, "subject=p-2")).isEqualTo(1);
    }

    @Test
    void headersOfEveryKindReachTheBroker() {
        Http http = http();
        String form =
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.a\",\"message\":{\"event_type\":\"x.y\"},"
                        + "\"headers\":{\"ratio\":3.141592653589793,\"large\":1e20,\"count\":7,\"flag\":true,\"text\":\"ñ\"}}";

        String id = http.post("/api/events", form).json().path("event_id").textValue();

        await().until(() ->
                http.get("/api/events/" + id).json().path("published_at").isTextual());
    }

    @Test
    void aPublishedEventCarriesItsPlaceInTheLog() throws Exception {
        Http http = http();
        try (Amqp other = new Amqp()) {
            String queue = other.channel().queueDeclare().getQueue();
            other.channel().queueBind(queue, "sgad.availability", "custom.#");
            String id = http.post("/api/events", custom("p-6", 1))
                    .json()
                    .path("event_id")
                    .textValue();

            GetResponse message = await().until(
                            () -> other.channel().basicGet(queue, true),
                            arrived -> arrived != null
                                    && id.equals(arrived.getProps().getMessageId()));

            String cursor = http.get("/api/events/" + id).json().path("cursor").textValue();
            assertThat(message.getProps().getHeaders().get("x-sgad-log"))
                    .hasToString(Cursor.parse("cursor", cursor).position() + " " + id);
            assertThat(message.getProps().getHeaders().get("priority")).hasToString("high");
        }
    }

    @Test
    void aBatchIsAnsweredOneByOneInItsOrder() {
        Http http = http();
        Http.Answer answer = http.post(
                "/api/events/batch", "[" + custom("p-3", 1) + ",{\"exchange\":\"nowhere\"}," + custom("p-3", 2) + "]");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().at("/0/event_id").isTextual()).isTrue();
        assertThat(answer.json().at("/1/error/errors/0/field").textValue()).isEqualTo("exchange");
        assertThat(answer.json().at("/2/event_id").isTextual()).isTrue();
        await().until(() -> entries(http, "subject=p-3") == 2);
    }

    @Test
    void theLogIsReadPageByPageWithFilters() {
        Http http = http();
        IntStream.range(0, 5).forEach(n -> http.post("/api/events", custom("p-4", n)));
        await().until(() -> entries(http, "subject=p-4") == 5);

        Http.Answer first = http.get("/api/events?subject=p-4&limit=3");
        Http.Answer rest = http.get("/api/events?subject=p-4&limit=3&after="
                + first.json().path("next").textValue());

        assertThat(first.json().path("items")).hasSize(3);
        assertThat(rest.json().path("items")).hasSize(2);
        assertThat(rest.json().path("next").isNull()).isTrue();
        assertThat(rest.json().at("/items/0/message/n").intValue()).isEqualTo(3);
        assertThat(entries(http, "subject=p-4&type=custom.*&q=%22n%22:4")).isEqualTo(1);
        assertThat(entries(http, "subject=p-4&type=match.*")).isZero();
        assertThat(entries(http, "subject=p-4&actor=anonymous&from=2026-01-01T00:00:00Z"))
                .isEqualTo(5);
        assertThat(entries(http, "subject=p-4&to=2026-01-01T00:00:00Z")).isZero();
        assertThat(http.get("/api/events?subject=p-4", "Accept", "application/x-ndjson")
                        .text()
                        .lines())
                .hasSize(5);
        assertThat(http.get("/api/events?subject=p-4", "Accept", "text/csv")
                        .text()
                        .lines())
                .hasSize(6);
    }

    @Test
    void oneEventShowsItsHistory() {
        Http http = http();
        String id = http.post("/api/events", custom("p-5", 1), "X-Correlation-Id", "request-7")
                .json()
                .path("event_id")
                .textValue();

        JsonNode entry = await().until(
                        () -> http.get("/api/events/" + id).json(),
                        found -> found.path("published_at").isTextual());

        assertThat(entry.path("attempts").intValue()).isEqualTo(1);
        assertThat(entry.path("actor").textValue()).isEqualTo("anonymous");
        assertThat(entry.path("correlation_id").textValue()).isEqualTo("request-7");
        assertThat(entry.path("receipts").isArray()).isTrue();
        assertThat(http.get("/api/events/unknown").status()).isEqualTo(404);
    }

    @Test
    void whatCannotBeReadOrFoundIsAProblem() {
        Http http = http();

        assertThat(http.post("/api/events", "{not json").status()).isEqualTo(400);
        assertThat(http.post("/api/events/unknown.type", "{}").status()).isEqualTo(422);
        assertThat(http.post("/api/events/batch", "[]").status()).isEqualTo(422);
        assertThat(http.post("/api/events", "{\"a\":\"" + "x".repeat(5 << 20) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(http.get("/api/nothing").status()).isEqualTo(404);
        assertThat(http.get("/api/events?limit=0").json().at("/errors/0/field").textValue())
                .isEqualTo("limit");
    }

    @Test
    void aBodyOfTheWrongKindIsAnInvalidValue() {
        Http http = http();

        assertThat(http.post("/api/events", "[1]").json().path("errors"))
                .hasToString("[{\"field\":\"body\",\"value\":[1],\"message\":\"must be JSON of an object\"}]");
        for (String body : List.of("\"text\"", "7", "null", "true")) {
            assertThat(http.post("/api/events/notification", body).status())
                    .as(body)
                    .isEqualTo(422);
        }
        assertThat(http.post("/api/events/batch", "{}").json().path("errors"))
                .hasToString("[{\"field\":\"body\",\"value\":{},\"message\":\"must be JSON of a list\"}]");
        assertThat(http.post("/api/events/batch", "").status()).isEqualTo(422);
    }

    @Test
    void theCountersAreThere() {
        Http http = http();
        String metrics = http.get("/metrics").text();

        for (String name : List.of(
                "sgad_events_published_total",
                "sgad_events_returned_total",
                "sgad_events_received_total",
                "sgad_events_recorded_total",
                "sgad_events_delivered_total",
                "sgad_events_dropped_total",
                "sgad_sessions_open")) {
            assertThat(metrics).contains("\n" + name + "{");
        }
        assertThat(metrics.lines())
                .filteredOn(line -> line.startsWith("# TYPE sgad_events_delivery_seconds"))
                .containsExactly("# TYPE sgad_events_delivery_seconds histogram");
        assertThat(metrics).containsPattern("\nsgad_events_delivery_seconds_bucket\\{.*le=\"\\+Inf\"} \\d");
        assertThat(http.get("/metrics?scope=base").text()).doesNotContain("sgad_");
        assertThat(http.get("/asyncapi").text()).startsWith("asyncapi:");
        assertThat(http.get("/openapi").status()).isEqualTo(200);
    }

    private static int entries(Http http, String query) {
        return http.get("/api/events?" + query).json().path("items").size();
    }
}
