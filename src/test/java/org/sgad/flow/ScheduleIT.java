package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** A notification with a time goes out at that time, once, unless it was cancelled. */
class ScheduleIT extends ArtefactStory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void itGoesOutAtItsTimeWithTheIdItWasGiven() {
        Http http = http();
        try (Listener listener = Listener.of(http, "s-1")) {
            Instant due = inSeconds(3);
            String id = schedule(http, "s-1", "later", due, "X-Correlation-Id", "request-7");
            assertThat(waiting(http, "s-1")).singleElement().satisfies(item -> {
                assertThat(item.path("event_id").textValue()).isEqualTo(id);
                assertThat(item.path("title").textValue()).isEqualTo("later");
                assertThat(item.path("actor").textValue()).isEqualTo("anonymous");
                assertThat(Instant.parse(item.path("deliver_at").textValue())).isBetween(due.minusMillis(1), due);
            });
            assertThat(http.get("/api/events/" + id).status()).isEqualTo(404);

            JsonNode event = listener.awaitEvents(1).get(0);

            Instant arrived = Clock.systemUTC().instant();
            assertThat(arrived).isAfter(due);
            System.out.printf(
                    Locale.ROOT,
                    "%d ms after its time%n",
                    Duration.between(due, arrived).toMillis());
            assertThat(event.path("event_id").textValue()).isEqualTo(id);
            assertThat(event.has("deliver_at")).isFalse();
            assertThat(OffsetDateTime.parse(event.path("timestamp").textValue()).toInstant())
                    .isAfterOrEqualTo(due.minusSeconds(1));
            JsonNode logged = http.get("/api/events/" + id).json();
            assertThat(logged.path("actor").textValue()).isEqualTo("anonymous");
            assertThat(logged.path("correlation_id").textValue()).isEqualTo("request-7");
            assertThat(waiting(http, "s-1")).isEmpty();

            Http.Answer tooLate = http.delete("/api/notifications/scheduled/" + id);
            assertThat(tooLate.status()).isEqualTo(409);
            assertThat(tooLate.json().path("detail").textValue()).contains("went out already");
        }
    }

    @Test
    void whatIsCancelledDoesNotGoOut() {
        Http http = http();
        try (Listener listener = Listener.of(http, "s-2")) {
            Instant due = inSeconds(2);
            String cancelled = schedule(http, "s-2", "cancelled", due);
            schedule(http, "s-2", "stays", due.plusMillis(1));

            assertThat(http.delete("/api/notifications/scheduled/" + cancelled).status())
                    .isEqualTo(204);
            assertThat(http.delete("/api/notifications/scheduled/" + cancelled).status())
                    .isEqualTo(404);

            listener.awaitEvents(1);
            assertThat(listener.values("title")).containsExactly("stays");
            assertThat(http.get("/api/events/" + cancelled).status()).isEqualTo(404);
        }
    }

    @Test
    void aTimeThatIsPastIsNowAndOneThatIsNoneIsRefused() {
        Http http = http();
        try (Listener listener = Listener.of(http, "s-3")) {
            schedule(http, "s-3", "past", Instant.parse("2020-01-01T00:00:00Z"));
            assertThat(listener.awaitEvents(1).get(0).has("deliver_at")).isFalse();
        }
        for (String time : List.of("\"soon\"", "7", "\"2099-01-01T00:00:00Z\"", "\"2026-10-16T15:00:00\"")) {
            Http.Answer refused =
                    http.post("/api/notifications", "{\"title\":\"t\",\"message\":\"m\",\"deliver_at\":" + time + "}");
            assertThat(refused.status()).as(time).isEqualTo(422);
            assertThat(refused.json().at("/errors/0/field").textValue()).isEqualTo("deliver_at");
        }
        assertThat(http.post("/api/notifications", "{\"deliver_at\":\"" + inSeconds(60) + "\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aRepeatedRequestSchedulesOnce() {
        Http http = http();
        String body = body("s-4", "once", inSeconds(3));
        Http.Answer first = http.post("/api/notifications", body, "Idempotency-Key", "s-4");
        String id = first.json().path("event_id").textValue();
        await().atMost(PATIENCE).until(() -> http.get("/api/events/" + id).status() == 200);

        Http.Answer again = http.post("/api/notifications", body, "Idempotency-Key", "s-4");

        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(waiting(http, "s-4")).isEmpty();
        assertThat(DevServices.current().number("select count(*) from event_log where subject = 's-4'"))
                .isOne();
    }

    @Test
    void whatWaitsIsListedByTime() {
        Http http = http();
        List<Instant> times = List.of(inSeconds(3_000), inSeconds(1_000), inSeconds(2_000), inSeconds(1_000));
        times.forEach(time -> schedule(http, "s-5", time.toString(), time));

        JsonNode first = http.get("/api/notifications/scheduled?limit=2").json();
        JsonNode rest = http.get("/api/notifications/scheduled?after="
                        + first.path("next").textValue())
                .json();

        assertThat(List.of(first, rest).stream()
                        .flatMap(page -> page.path("items").valueStream())
                        .filter(item -> item.path("user_id").asText().equals("s-5"))
                        .map(item -> item.path("title").textValue()))
                .containsExactlyElementsOf(
                        times.stream().sorted().map(Instant::toString).toList());
        assertThat(http.get("/api/notifications/scheduled?after=x").status()).isEqualTo(422);
        waiting(http, "s-5")
                .forEach(item -> http.delete(
                        "/api/notifications/scheduled/" + item.path("event_id").textValue()));
    }

    @Test
    void ofTwoNodesOneSends() {
        Http one = http();
        try (PayaraNode second = DevServices.current().startNode(Map.of());
                Listener listener = Listener.of(one, "s-6")) {
            Http other = new Http(second.port());
            Instant due = inSeconds(4);
            List<String> ids = IntStream.range(0, 300)
                    .mapToObj(i -> schedule(i % 2 == 0 ? one : other, "s-6", "t-" + i, due))
                    .toList();

            listener.awaitEvents(ids.size());

            assertThat(listener.values("event_id")).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(new HashSet<>(ids)).hasSize(ids.size());
            assertThat(waiting(other, "s-6")).isEmpty();
        }
    }

    @Test
    void aNodeOfAnotherRoleTakesSchedulesAndLeavesTheSendingToOthers() {
        try (PayaraNode gateway = DevServices.current().startNode(Map.of("SGAD_ROLES", "gateway"))) {
            Http http = new Http(gateway.port());
            String id = schedule(http, "s-7", "t", inSeconds(1));

            await().atMost(PATIENCE).until(() -> http.get("/api/events/" + id).status() == 200);
            assertThat(http.get("/api/users/s-7/notifications").status()).isEqualTo(404);
            assertThat(http.get("/api/users/s-7/preferences").status()).isEqualTo(404);
        }
    }

    private static Instant inSeconds(long seconds) {
        return Clock.systemUTC().instant().plusSeconds(seconds);
    }

    private static String body(String user, String title, Instant due) {
        return "{\"user_id\":\"%s\",\"title\":\"%s\",\"message\":\"m\",\"deliver_at\":\"%s\"}"
                .formatted(user, title, due);
    }

    private static String schedule(Http http, String user, String title, Instant due, String... headers) {
        Http.Answer answer = http.post("/api/notifications", body(user, title, due), headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("event_id").textValue();
    }

    private static List<JsonNode> waiting(Http http, String user) {
        return http.get("/api/notifications/scheduled?limit=1000")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("user_id").asText().equals(user))
                .toList();
    }
}
