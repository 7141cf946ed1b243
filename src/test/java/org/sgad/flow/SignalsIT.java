package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;

/** What nodes tell each other through Redis: what to forget, and what to show to who is connected now. */
class SignalsIT extends TwoNodes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    SignalsIT() {
        super(Map.of());
    }

    private static String slots(int start) {
        return "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"%02d:00\",\"end\":\"20:00\"}]}".formatted(start);
    }

    private static String path(String referee) {
        return "/api/availability/" + referee + "/2099-W10";
    }

    private static String start(Http http, String referee) {
        return http.get(path(referee)).json().at("/slots/0/start").asText();
    }

    @Test
    void whatIsFiledAtOneNodeIsReadAtTheOtherAtOnce() {
        here().put(path("c-1"), slots(8));
        List<Long> nanos = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            int hour = 8 + round % 10;
            Http writer = round % 2 == 0 ? here() : there();
            Http reader = round % 2 == 0 ? there() : here();
            assertThat(start(reader, "c-1")).isNotEmpty();
            assertThat(writer.put(path("c-1"), slots(hour)).status()).isEqualTo(200);
            long written = System.nanoTime();
            String expected = "%02d:00".formatted(hour);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> start(reader, "c-1").equals(expected));
            nanos.add(System.nanoTime() - written);
            assertThat(start(writer, "c-1")).isEqualTo(expected);
        }
        nanos.sort(null);
        System.out.printf(
                "read on the other node: p50 %.1f ms, p99 %.1f ms%n", nanos.get(50) / 1e6, nanos.get(98) / 1e6);
    }

    @Test
    void aReadIsAnsweredFromMemoryUntilSomebodySaysThatItChanged() {
        here().put(path("c-2"), slots(8));
        await().atMost(PATIENCE).until(() -> {
            double hits = here().metric("sgad_cache_hits_total");
            start(here(), "c-2");
            return here().metric("sgad_cache_hits_total") > hits;
        });
        String tag = here().get(path("c-2")).header("ETag");
        assertThat(here().get(path("c-2"), "If-None-Match", tag).status()).isEqualTo(304);

        // some program changes the database behind our back, and says so
        change("update availability_slot set starts = '09:00' where referee_id = 'c-2'");
        assertThat(here().post("/api/cache/invalidate", "{\"cache\":\"availability\",\"key\":\"c-2/2099-W10\"}")
                        .json()
                        .toString())
                .isEqualTo("{\"cache\":\"availability\",\"key\":\"c-2/2099-W10\",\"scope\":\"cluster\"}");
        assertThat(start(here(), "c-2")).isEqualTo("09:00");

        start(there(), "c-2");
        change("update availability_slot set starts = '10:00' where referee_id = 'c-2'");
        try (OtherProgram other = new OtherProgram()) {
            assertThat(other.publish("sgad:cache:invalidate", "{}")).isEqualTo(2);
        }
        await().atMost(Duration.ofSeconds(2)).until(() -> start(there(), "c-2").equals("10:00"));
        await().atMost(Duration.ofSeconds(2)).until(() -> start(here(), "c-2").equals("10:00"));

        assertThat(here().post("/api/cache/invalidate", "").status()).isEqualTo(200);
        assertThat(here().post("/api/cache/invalidate", "{\"cache\":\"weather\"}")
                        .status())
                .isEqualTo(422);
        await().atMost(PATIENCE)
                .until(() -> here().get("/api/events?type=audit.cache.*")
                                .json()
                                .path("items")
                                .size()
                        == 2);
    }

    @Test
    void whoIsAvailableOnADateIsRightAfterAClosingElsewhere() {
        here().put(path("c-3"), slots(8));
        String query = "/api/availability?date=2099-03-03&after=c-2&limit=1";
        assertThat(here().get(query).json().at("/items/0/status").asText()).isEqualTo("OPEN");

        there().post(path("c-3") + "/close", "");

        await().atMost(Duration.ofSeconds(2))
                .until(() ->
                        here().get(query).json().at("/items/0/status").asText().equals("CLOSED"));
    }

    @Test
    void aQuickNotificationReachesSocketsOnBothNodesAndNotTheLog() {
        try (SgadClient client = SgadClient.of(here(), "q-1");
                Listener plain = Listener.of(there(), "q-1");
                EventStream stream = EventStream.reading(there(), "q-1");
                EventStream admin = EventStream.everything(here(), "");
                Listener stranger = Listener.of(there(), "q-2")) {
            String cursor = client.cursor();
            Http.Answer answer = there().post(
                            "/api/quick-notifications",
                            "{\"user_id\":\"q-1\",\"title\":\"Hola\",\"message\":\"¿Listo?\",\"type\":\"warning\"}");
            assertThat(answer.status()).isEqualTo(202);
            String id = answer.json().path("event_id").textValue();

            for (JsonNode event : List.of(
                    client.awaitEvents(1).get(0),
                    plain.awaitEvents(1).get(0),
                    stream.awaitEvents(1).get(0))) {
                assertThat(event.path("event_id").textValue()).isEqualTo(id);
                assertThat(event.path("event_type").textValue()).isEqualTo("notification");
                assertThat(event.path("message").textValue()).isEqualTo("¿Listo?");
                assertThat(event.path("type").textValue()).isEqualTo("warning");
                assertThat(event.has("timestamp")).isTrue();
                assertThat(event.has("cursor")).isFalse();
            }
            await().atMost(PATIENCE).until(() -> admin.values("event_id").contains(id));
            there().post("/api/notifications", "{\"title\":\"later\",\"message\":\"x\"}");
            client.awaitEvents(2);
            stranger.awaitEvents(1);
            assertThat(stranger.values("title")).containsExactly("later");
            assertThat(here().get("/api/events/" + id).status()).isEqualTo(404);
            try (SgadClient again = SgadClient.of(here(), "q-1", "?cursor=" + cursor)) {
                again.awaitEvents(1);
                assertThat(again.values("title")).containsExactly("later");
            }
        }
    }

    @Test
    void anyProgramMayPublishAQuickNotification() {
        try (Listener one = Listener.of(here(), "q-3");
                Listener two = Listener.of(there(), "q-4");
                OtherProgram other = new OtherProgram()) {
            double unreadable = here().metric("sgad_signals_unreadable_total");
            for (String nonsense :
                    List.of("nonsense", "{\"title\":5}", "[]", "{\"title\":\"x\",\"user_id\":\"a b\"}")) {
                other.publish("sgad:quick", nonsense);
            }
            List<Long> nanos = new ArrayList<>();
            for (int round = 1; round <= 100; round++) {
                int count = round;
                long sent = System.nanoTime();
                other.publish("sgad:quick", "{\"user_id\":\"q-3\",\"title\":\"n-" + round + "\"}");
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofNanos(200_000))
                        .atMost(PATIENCE)
                        .until(() -> one.events().size() >= count);
                nanos.add(System.nanoTime() - sent);
            }
            nanos.sort(null);
            System.out.printf(
                    "quick notification to socket: p50 %.1f ms, p99 %.1f ms%n",
                    nanos.get(50) / 1e6, nanos.get(98) / 1e6);
            other.publish("sgad:quick", "{\"title\":\"for everybody\"}");

            one.awaitEvents(101);
            two.awaitEvents(1);
            assertThat(two.values("title")).containsExactly("for everybody");
            assertThat(here().metric("sgad_signals_unreadable_total")).isEqualTo(unreadable + 4);
        }
    }

    @Test
    void whatIsWrongWithAQuickNotificationIsSaid() {
        assertThat(here().post("/api/quick-notifications", "{\"title\":\"x\",\"type\":\"loud\"}")
                        .json()
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactlyInAnyOrder("message", "type");
    }

    @Test
    void administratorsSeeEverythingAndMissNothing() {
        EventStream first = EventStream.everything(here(), "");
        publish("custom.nobody", "");
        publish("custom.somebody", "\"user_id\":\"s-1\",");
        await().atMost(PATIENCE).until(() -> first.values("event_type").contains("custom.somebody"));
        assertThat(first.values("event_type")).contains("custom.nobody");
        String last = first.lastEventId();
        first.close();
        publish("custom.missed", "");
        publish("other.missed", "");

        try (EventStream again = EventStream.everything(here(), "", "Last-Event-ID: " + last);
                EventStream some =
                        EventStream.everything(here(), "?type=custom.*,user.online&user_id=s-1", "Last-Event-ID: p0")) {
            publish("custom.live", "\"user_id\":\"s-1\",");
            await().atMost(PATIENCE).until(() -> again.values("event_type").contains("custom.live"));
            assertThat(again.values("event_type").stream().filter(type -> !type.startsWith("user.")))
                    .containsExactly("custom.missed", "other.missed", "custom.live");
            try (Listener listener = Listener.of(there(), "s-1");
                    Listener other = Listener.of(there(), "s-2")) {
                listener.send("here");
                other.send("here");
                await().atMost(PATIENCE)
                        .until(() -> again.values("event_type").stream()
                                        .filter("user.online"::equals)
                                        .count()
                                >= 2);
                assertThat(some.values("event_type")).containsExactly("custom.somebody", "custom.live", "user.online");
            }
        }
        assertThat(here().get("/api/events/stream?type=a*b").status()).isEqualTo(422);
        assertThat(here().get("/api/events/stream?user_id=a%20b").status()).isEqualTo(422);
    }

    private void publish(String type, String field) {
        assertThat(there().post(
                                "/api/events",
                                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.x\",\"message\":{" + field
                                        + "\"event_type\":\"" + type + "\"}}")
                        .status())
                .isEqualTo(202);
    }

    private static void change(String statement) {
        try (Connection database = DevServices.current().connect();
                Statement change = database.createStatement()) {
            change.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
