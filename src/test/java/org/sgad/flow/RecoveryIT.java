package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** A client of {@code sgad.v1} goes away, comes back with its cursor, and has missed nothing. */
class RecoveryIT extends ArtefactStory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AfterEach
    void brokerRuns() {
        DevServices.current().rabbit().start();
    }

    @Test
    void whatIsMissedComesInOrderBeforeAnythingLive() {
        Http http = http();
        SgadClient first = SgadClient.of(http, "v-1");
        assertThat(first.welcome().path("type").textValue()).isEqualTo("welcome");
        assertThat(first.welcome().path("user_id").textValue()).isEqualTo("v-1");
        assertThat(first.welcome().path("heartbeat_seconds").intValue()).isEqualTo(25);
        assertThat(first.welcome().path("recovered").isNull()).isTrue();
        publish(http, "v-1", 0);
        first.awaitEvents(1);
        first.close();
        IntStream.range(1, 6).forEach(n -> publish(http, "v-1", n));
        publish(http, "v-other", 99);
        notifyAll(http, "to everybody");

        try (SgadClient second = first.again(http, "v-1")) {
            publish(http, "v-1", 6);

            second.awaitEvents(7);
            assertThat(second.welcome().path("recovered").booleanValue()).isTrue();
            assertThat(second.welcome().path("recovered_count").intValue()).isEqualTo(6);
            assertThat(second.values("n")).containsExactly("1", "2", "3", "4", "5", "", "6");
            assertThat(second.welcome().path("cursor").textValue())
                    .isEqualTo(second.events().get(5).path("cursor").textValue());
        }
    }

    @Test
    void anEventsCursorIsItsPlaceInTheLog() {
        Http http = http();
        try (SgadClient client = SgadClient.of(http, "v-2")) {
            String id = publish(http, "v-2", 1);

            JsonNode event = client.awaitEvents(1).get(0);
            assertThat(event.path("cursor"))
                    .isEqualTo(http.get("/api/events/" + id).json().path("cursor"));
        }
    }

    @Test
    void whoMissedNothingGetsNothing() {
        Http http = http();
        SgadClient first = SgadClient.of(http, "v-3");
        publish(http, "v-3", 1);
        first.awaitEvents(1);
        first.close();

        try (SgadClient second = first.again(http, "v-3")) {
            assertThat(second.welcome().path("recovered").booleanValue()).isTrue();
            assertThat(second.welcome().path("recovered_count").intValue()).isZero();
            publish(http, "v-3", 2);
            second.awaitEvents(1);
            assertThat(second.values("n")).containsExactly("2");
        }
    }

    @Test
    void moreThanAThousandMissedIsSaidAndTheRestIsInTheLog() {
        Http http = http();
        SgadClient first = SgadClient.of(http, "v-4");
        first.close();
        for (int batch = 0; batch < 3; batch++) {
            publishBatch(http, "v-4", batch * 400, 400);
        }

        try (SgadClient second = first.again(http, "v-4")) {
            assertThat(second.welcome().path("recovered").booleanValue()).isFalse();
            assertThat(second.welcome().path("recovered_count").intValue()).isEqualTo(1000);
            second.awaitEvents(1000);
            JsonNode rest = http.get("/api/events?subject=v-4&limit=1000&after=" + second.cursor())
                    .json()
                    .path("items");
            assertThat(second.values("n"))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 1000).mapToObj(Integer::toString).toList());
            assertThat(rest).hasSize(200);
            publish(http, "v-4", 1200);
            second.awaitEvents(1001);
        }
    }

    @Test
    void aCursorThatNobodyGaveOutIsNotRecovered() {
        Http http = http();
        for (String cursor : List.of("nonsense", "pzzzzzz", "p1.0", "-1")) {
            try (SgadClient client = SgadClient.of(http, "v-5", "?cursor=" + cursor)) {
                assertThat(client.welcome().path("recovered").booleanValue())
                        .as(cursor)
                        .isFalse();
                assertThat(client.welcome().path("recovered").isNull())
                        .as(cursor)
                        .isFalse();
                assertThat(client.welcome().path("recovered_count").intValue()).isZero();
            }
        }
    }

    @Test
    void aPlainClientComesBackWithTheLastEventItSaw() {
        Http http = http();
        String seen = publish(http, "v-6", 0);
        await().atMost(PATIENCE)
                .until(() -> http.get("/api/events/" + seen).json().hasNonNull("cursor"));
        IntStream.range(1, 4).forEach(n -> publish(http, "v-6", n));

        try (Listener plain = Listener.of(http, "v-6?last_event_id=" + seen)) {
            plain.awaitEvents(3);
            publish(http, "v-6", 4);
            plain.awaitEvents(4);
            assertThat(plain.values("n")).containsExactly("1", "2", "3", "4");
            assertThat(plain.events()).noneMatch(event -> event.has("cursor"));
        }
    }

    @Test
    void anotherNodeKnowsTheCursorToo() {
        Http http = http();
        try (PayaraNode second = DevServices.current().startNode(Map.of())) {
            Http other = new Http(second.port());
            SgadClient here = SgadClient.of(http, "v-7");
            publish(http, "v-7", 0);
            here.awaitEvents(1);
            here.close();
            publish(other, "v-7", 1);

            try (SgadClient there = here.again(other, "v-7")) {
                publish(http, "v-7", 2);
                there.awaitEvents(2);
                assertThat(there.values("n")).containsExactly("1", "2");
            }
        }
    }

    @Test
    void anotherPublishersEventIsRecoveredTooAlsoWhileTheLogDoesNotHaveItYet() throws Exception {
        Http http = http();
        SgadClient first = SgadClient.of(http, "v-8");
        first.close();
        try (Amqp amqp = new Amqp()) {
            for (int n = 0; n < 20; n++) {
                amqp.publish(
                        "sgad.availability",
                        "custom.from.elsewhere",
                        Amqp.BARE,
                        "{\"user_id\":\"v-8\",\"n\":" + n + "}");
                try (SgadClient again = first.again(http, "v-8")) {
                    int expected = n + 1;
                    again.awaitEvents(expected);
                    assertThat(again.values("n"))
                            .containsExactlyElementsOf(IntStream.range(0, expected)
                                    .mapToObj(Integer::toString)
                                    .toList());
                }
            }
        }
    }

    @Test
    void whatTheBrokerGetsLateIsSeenOnceByWhoGotItFromTheLog() {
        Http http = http();
        SgadClient first = SgadClient.of(http, "v-9");
        first.close();
        DevServices.current().rabbit().stop();
        IntStream.range(0, 5).forEach(n -> publish(http, "v-9", n));
        await().atMost(PATIENCE)
                .until(() ->
                        http.get("/api/events?subject=v-9").json().path("items").size() == 5);

        try (SgadClient second = first.again(http, "v-9");
                SgadClient fresh = SgadClient.of(http, "v-9")) {
            second.awaitEvents(5);
            DevServices.current().rabbit().start();
            publish(http, "v-9", 5);

            second.awaitEvents(6);
            fresh.awaitEvents(6);
            assertThat(second.values("n")).containsExactly("0", "1", "2", "3", "4", "5");
            assertThat(fresh.values("n")).containsExactly("0", "1", "2", "3", "4", "5");
        }
    }

    @Test
    void aSubscriptionNarrowsWhatIsLive() {
        Http http = http();
        try (SgadClient client = SgadClient.of(http, "v-10")) {
            client.send("{\"type\":\"subscribe\",\"event_types\":[\"availability.*\",\"notification\"]}");
            assertThat(client.awaitMessage("subscribed").path("event_types"))
                    .extracting(JsonNode::textValue)
                    .containsExactly("availability.*", "notification");
            publish(http, "v-10", 1);
            notifyAll(http, "wanted");

            assertThat(client.awaitEvents(1).get(0).path("title").textValue()).isEqualTo("wanted");
            client.send("{\"type\":\"subscribe\",\"event_types\":[\"*\"]}");
            await().atMost(PATIENCE)
                    .until(() -> client.messages().stream()
                                    .filter(message ->
                                            message.path("type").asText().equals("subscribed"))
                                    .count()
                            == 2);
            publish(http, "v-10", 2);
            assertThat(client.awaitEvents(2).get(1).path("n").intValue()).isEqualTo(2);
        }
    }

    @Test
    void aPingIsAnsweredAndAnAcknowledgementIsKept() {
        Http http = http();
        try (SgadClient client = SgadClient.of(http, "v-11")) {
            client.send("{\"type\":\"ping\"}");
            client.awaitMessage("pong");
            String id = publish(http, "v-11", 1);
            client.awaitEvents(1);

            client.send("{\"type\":\"ack\",\"event_id\":\"" + id + "\"}");
            client.send("{\"type\":\"read\",\"event_id\":\"" + id + "\"}");

            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode receipt = http.get("/api/events/" + id).json().at("/receipts/0");
                assertThat(receipt.path("user_id").asText()).isEqualTo("v-11");
                assertThat(receipt.hasNonNull("delivered_at")).isTrue();
                assertThat(receipt.hasNonNull("read_at")).isTrue();
            });
        }
    }

    @Test
    void whatIsNoMessageOfTheProtocolClosesTheSocketWithItsReason() {
        Http http = http();
        for (String wrong : List.of(
                "hello",
                "[]",
                "{}",
                "{\"type\":\"dance\"}",
                "{\"type\":\"ack\"}",
                "{\"type\":\"ack\",\"event_id\":7}",
                "{\"type\":\"subscribe\",\"event_types\":\"*\"}",
                "{\"type\":\"subscribe\",\"event_types\":[\"a*b\"]}")) {
            try (SgadClient client = SgadClient.of(http, "v-12")) {
                client.send(wrong);
                assertThat(client.closeCode()
                                .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                                .join())
                        .as(wrong)
                        .isEqualTo(4501);
                assertThat(client.closeReason().join()).as(wrong).contains("must be");
            }
        }
    }

    @Test
    void theTwentyFirstSessionOfAUserIsClosed() {
        Http http = http();
        SgadClient[] all = IntStream.range(0, 20)
                .mapToObj(i -> SgadClient.of(http, "v-13"))
                .toArray(SgadClient[]::new);
        try (Listener tooMany = Listener.unanswered(http, "v-13")) {
            assertThat(tooMany.closeCode()
                            .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                            .join())
                    .isEqualTo(4504);
            Arrays.stream(all).forEach(client -> assertThat(client.closeCode()).isNotDone());
        } finally {
            Arrays.stream(all).forEach(SgadClient::close);
        }
    }

    private static String publish(Http http, String user, int n) {
        return http.post(
                        "/api/events",
                        "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.story\",\"message\":{\"user_id\":\""
                                + user + "\",\"n\":" + n + "}}")
                .json()
                .path("event_id")
                .textValue();
    }

    private static void publishBatch(Http http, String user, int from, int count) {
        String events = IntStream.range(from, from + count)
                .mapToObj(n -> "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.story\",\"message\":{"
                        + "\"user_id\":\"" + user + "\",\"n\":" + n + "}}")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        assertThat(http.post("/api/events/batch", "[" + events + "]").status()).isEqualTo(207);
        await().atMost(PATIENCE)
                .until(() -> http.get("/api/events?subject=" + user + "&limit=1000")
                                .json()
                                .path("items")
                                .size()
                        >= Math.min(1000, from + count));
    }

    private static void notifyAll(Http http, String title) {
        http.post("/api/notifications", "{\"title\":\"" + title + "\",\"message\":\"m\"}");
    }
}
