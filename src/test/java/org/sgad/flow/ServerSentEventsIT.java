package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** Where WebSockets cannot pass, the same events come as server-sent events. */
class ServerSentEventsIT extends ArtefactStory {
    private static final String LARGE = "x".repeat(300_000);
    private static final int MORE_THAN_BUFFERS_HOLD = 200;

    @Test
    void eventsArriveAsTheyHappenInTheirOrder() {
        Http http = http();
        try (EventStream stream = EventStream.reading(http, "sse-1", "Accept: text/event-stream")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).isEqualToIgnoringCase("text/event-stream;charset=utf-8");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
            assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");

            IntStream.range(0, 200).forEach(i -> publish(http, "sse-1", "mañana " + i));

            List<JsonNode> events = stream.awaitEvents(200);
            assertThat(events.stream().map(event -> event.path("text").textValue()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 200).mapToObj(i -> "mañana " + i).toList());
            assertThat(events.get(0).path("event_type").textValue()).isEqualTo("custom.sse");
        }
    }

    @Test
    void whoComesBackGetsWhatCameMeanwhileFirst() {
        Http http = http();
        EventStream first = EventStream.reading(http, "sse-6");
        publish(http, "sse-6", "one");
        first.awaitEvents(1);
        first.close();
        publish(http, "sse-6", "two");
        publish(http, "sse-6", "three");

        try (EventStream second = EventStream.reading(http, "sse-6", "Last-Event-ID: " + first.lastEventId())) {
            publish(http, "sse-6", "four");
            second.awaitEvents(3);
            assertThat(second.events().stream().map(event -> event.path("text").textValue()))
                    .containsExactly("two", "three", "four");
            assertThat(second.lines()).anyMatch(line -> line.contains("\"recovered\":true,\"recovered_count\":2"));
        }
    }

    @Test
    void theTwentyFirstSessionOfAUserIsAProblem() {
        Http http = http();
        List<EventStream> all = IntStream.range(0, 20)
                .mapToObj(i -> EventStream.reading(http, "sse-7"))
                .toList();

        assertProblem(http.get("/api/sse/sse-7"), 429, "too many sessions");

        all.forEach(EventStream::close);
    }

    @Test
    void whatCannotBeAnsweredIsAProblem() {
        Http http = http();

        assertProblem(http.get("/api/sse/not%20a%20user"), 422, "user_id");
        assertProblem(http.get("/api/sse"), 404, "/api/sse/{user_id}");
        assertProblem(http.get("/api/sse/"), 404, "/api/sse/{user_id}");
        assertProblem(http.get("/api/sse/a/b"), 404, "/api/sse/{user_id}");
        assertProblem(http.get("/api/sse/a", "Accept", "application/json"), 406, "text/event-stream");
        Http.Answer posted = http.post("/api/sse/a", "");
        assertProblem(posted, 405, "GET");
        assertThat(posted.header("Allow")).isEqualTo("GET");
    }

    private static void assertProblem(Http.Answer answer, int status, String says) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").textValue()).contains(says);
    }

    @Test
    void aClientThatLeavesIsNoticedByTheHeartbeat() {
        Http http = http();
        try (EventStream stays = EventStream.reading(http, "sse-2")) {
            EventStream.reading(http, "sse-3").close();

            await().atMost(Duration.ofSeconds(60)).until(() -> http.metric("sgad_sessions_open") == 1);

            await().atMost(Duration.ofSeconds(30)).until(() -> stays.lines().contains(": heartbeat"));
            publish(http, "sse-2", "after the heartbeat");
            stays.awaitEvents(1);
        }
    }

    @Test
    void aClientThatNeverReadsIsCutAndNobodyElseWaits() {
        Http http = http();
        double closedBefore = http.metric("sgad_sessions_slow_closed_total");
        try (EventStream deaf = EventStream.open(http, "sse-4");
                EventStream other = EventStream.reading(http, "sse-5")) {
            assertThat(deaf.status()).isEqualTo(200);
            double open = http.metric("sgad_sessions_open");
            sendUntilOneIsInFlight(http, "sse-4");

            publish(http, "sse-5", "quick");
            other.awaitEvents(1);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> http.metric("sgad_sessions_slow_closed_total") == closedBefore + 1);
            assertThat(http.metric("sgad_sessions_open")).isEqualTo(open - 1);
            assertThat(deaf.endsEarly())
                    .as("the connection is cut, whatever waits in it")
                    .isTrue();
        }
    }

    private static void sendUntilOneIsInFlight(Http http, String user) {
        for (int i = 0; i < MORE_THAN_BUFFERS_HOLD; i++) {
            double delivered = http.metric("sgad_events_delivered_total");
            publish(http, user, LARGE);
            try {
                await().atMost(Duration.ofSeconds(3))
                        .until(() -> http.metric("sgad_events_delivered_total") > delivered);
            } catch (ConditionTimeoutException inFlight) {
                return;
            }
        }
        throw new AssertionError("the buffers between node and client took everything");
    }

    private static void publish(Http http, String user, String text) {
        Http.Answer answer = http.post(
                "/api/events",
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.sse\",\"message\":{"
                        + "\"event_type\":\"custom.sse\",\"user_id\":\"" + user + "\",\"text\":\"" + text + "\"}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }
}
