package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is connected, wherever: presence, the list of sessions, closing one, and how many a user may have. */
class ClusterSessionsIT extends TwoNodes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LIMIT = 3;

    ClusterSessionsIT() {
        super(Map.of("SGAD_SESSIONS_PER_USER", Integer.toString(LIMIT)));
    }

    private static JsonNode presence(Http http, String user) {
        return http.get("/api/presence/" + user).json();
    }

    private static void awaitSessions(Http http, String user, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(presence(http, user).path("sessions").intValue())
                                .isEqualTo(count));
    }

    private static List<String> changes(EventStream stream, String user) {
        return stream.events().stream()
                .filter(event -> event.path("user_id").asText().equals(user))
                .map(event -> event.path("event_type").asText())
                .toList();
    }

    @Test
    void aUserIsOnlineFromTheFirstSessionAnywhereToTheLast() {
        assertThat(presence(here(), "nobody").toString())
                .isEqualTo("{\"user_id\":\"nobody\",\"online\":false,\"sessions\":0,\"last_seen\":null,"
                        + "\"scope\":\"cluster\"}");
        try (EventStream admin = EventStream.everything(here(), "?type=user.*");
                EventStream other = EventStream.everything(there(), "?type=user.*")) {
            Listener one = Listener.of(here(), "p-1");
            Listener two = Listener.of(there(), "p-1");
            awaitSessions(here(), "p-1", 2);
            awaitSessions(there(), "p-1", 2);
            one.close();
            awaitSessions(there(), "p-1", 1);
            assertThat(presence(here(), "p-1").path("online").booleanValue()).isTrue();
            long left = System.nanoTime();
            two.close();
            await().atMost(PATIENCE).until(() -> changes(admin, "p-1").contains("user.offline"));
            System.out.printf("offline after %.2f s%n", (System.nanoTime() - left) / 1e9);

            JsonNode after = presence(there(), "p-1");
            assertThat(after.path("online").booleanValue()).isFalse();
            assertThat(after.path("last_seen").textValue()).isNotEmpty();
            await().atMost(PATIENCE).until(() -> changes(other, "p-1").size() >= 2);
            assertThat(changes(admin, "p-1")).containsExactly("user.online", "user.offline");
            assertThat(changes(other, "p-1")).containsExactly("user.online", "user.offline");
            assertThat(admin.lines())
                    .as("signals have no place in the log")
                    .noneMatch(line -> line.startsWith("id:") && line.contains("user."));
        }
    }

    @Test
    void whoComesRightBackHasNotBeenAway() {
        try (EventStream admin = EventStream.everything(here(), "?type=user.*")) {
            Listener one = Listener.of(here(), "p-2");
            awaitSessions(here(), "p-2", 1);
            for (int i = 0; i < 10; i++) {
                one.close();
                one = Listener.of(i % 2 == 0 ? there() : here(), "p-2");
            }
            try (Listener witness = Listener.of(here(), "p-3")) {
                witness.send("here");
                await().atMost(PATIENCE).until(() -> !changes(admin, "p-3").isEmpty());
            }
            await().atMost(PATIENCE).until(() -> changes(admin, "p-3").contains("user.offline"));
            assertThat(changes(admin, "p-2")).containsExactly("user.online");
            one.close();
        }
    }

    @Test
    void theNodeThatHasASessionKnowsOfItAtOnce() {
        for (int nth = 0; nth < 20; nth++) {
            String user = "o-" + nth;
            try (SgadClient client = SgadClient.of(here(), user)) {
                JsonNode presence = presence(here(), user);
                JsonNode listed = here().get("/api/sessions?user_id=" + user).json();

                assertThat(presence.path("online").booleanValue()).isTrue();
                assertThat(presence.path("sessions").intValue()).isOne();
                assertThat(listed.path("items").findValuesAsText("id")).containsExactly(id(client));
                assertThat(listed.path("scope").textValue()).isEqualTo("cluster");
            }
        }
    }

    @Test
    void sessionsOfAllNodesAreListedInPages() {
        try (SgadClient first = SgadClient.of(here(), "l-1");
                EventStream second = EventStream.reading(there(), "l-1");
                Listener third = Listener.of(there(), "l-2")) {
            third.send("here");
            awaitSessions(here(), "l-1", 2);
            awaitSessions(here(), "l-2", 1);
            JsonNode list = here().get("/api/sessions?user_id=l-1").json();
            assertThat(list.path("items").findValuesAsText("kind")).containsExactly("sgad.v1", "sse");
            assertThat(list.at("/items/0/id").textValue())
                    .isEqualTo(first.welcome().path("session_id").textValue());
            assertThat(list.path("items").findValuesAsText("node")).doesNotHaveDuplicates();
            assertThat(list.path("items").findValuesAsText("remote_address")).containsExactly("127.0.0.1", "127.0.0.1");
            assertThat(list.path("scope").textValue()).isEqualTo("cluster");
            assertThat(second.status()).isEqualTo(200);

            List<String> ids = new ArrayList<>();
            for (JsonNode page = there().get("/api/sessions?limit=1").json(); ; ) {
                ids.addAll(page.path("items").findValuesAsText("id"));
                if (page.path("next").isNull()) {
                    break;
                }
                page = there().get("/api/sessions?limit=1&after="
                                + page.path("next").textValue())
                        .json();
            }
            assertThat(ids).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);
            assertThat(here().get("/api/sessions?limit=0").status()).isEqualTo(422);
            assertThat(here().get("/api/sessions?user_id=a%20b").status()).isEqualTo(422);
        }
    }

    @Test
    void anAdministratorClosesASessionWhereverItIs() throws Exception {
        try (SgadClient near = SgadClient.of(here(), "d-1");
                SgadClient far = SgadClient.of(there(), "d-1");
                EventStream stream = EventStream.reading(there(), "d-1")) {
            awaitSessions(here(), "d-1", 3);
            String streamId = here().get("/api/sessions?user_id=d-1")
                    .json()
                    .path("items")
                    .findValuesAsText("id")
                    .get(2);
            Http.Answer nearDone = here().delete("/api/sessions/" + id(near));
            Http.Answer farDone = here().delete("/api/sessions/" + id(far));
            Http.Answer streamDone = here().delete("/api/sessions/" + streamId);

            assertThat(List.of(nearDone.status(), farDone.status(), streamDone.status()))
                    .containsExactly(204, 202, 202);
            assertThat(near.closeCode().get(10, TimeUnit.SECONDS)).isEqualTo(4503);
            assertThat(far.closeCode().get(10, TimeUnit.SECONDS)).isEqualTo(4503);
            assertThat(far.closeReason().join()).isEqualTo("disconnected by an admin");
            assertThat(stream.ended().get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.lines())
                    .endsWith("event: close", "data: {\"code\":4503,\"reason\":\"disconnected by an admin\"}", "");
            awaitSessions(here(), "d-1", 0);
            assertThat(here().delete("/api/sessions/" + id(far)).status()).isEqualTo(404);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(List.of(id(near), id(far), streamId))
                            .allSatisfy(session ->
                                    assertThat(disconnections(session)).isOne()));
            assertThat(here().get("/api/events?type=audit.session.disconnected")
                            .json()
                            .path("items"))
                    .allSatisfy(
                            event -> assertThat(event.path("actor").textValue()).isEqualTo("anonymous"));
        }
    }

    @Test
    void askedForByManyAtOnceItIsOneDisconnection() {
        try (SgadClient near = SgadClient.of(here(), "d-2");
                SgadClient far = SgadClient.of(there(), "d-2")) {
            awaitSessions(here(), "d-2", 2);
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Http asked = i % 2 == 0 ? here() : there();
                String id = id(i % 4 < 2 ? near : far);
                answers.add(CompletableFuture.supplyAsync(
                        () -> asked.delete("/api/sessions/" + id).status()));
            }
            assertThat(answers.stream().map(CompletableFuture::join)).allMatch(List.of(202, 204, 404)::contains);
            awaitSessions(here(), "d-2", 0);
            for (Http http : List.of(here(), there())) {
                assertThat(http.delete("/api/sessions/" + id(near)).status()).isEqualTo(404);
            }
            for (SgadClient client : List.of(near, far)) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(disconnections(id(client))).isOne());
            }
        }
    }

    private long disconnections(String session) {
        return here()
                .get("/api/events?type=audit.session.disconnected")
                .json()
                .path("items")
                .findValuesAsText("session_id")
                .stream()
                .filter(session::equals)
                .count();
    }

    @Test
    void aRedisThatDoesNotWriteIsNotBelieved() {
        try (OtherProgram other = new OtherProgram();
                Listener one = Listener.of(there(), "f-1")) {
            one.send("here");
            awaitSessions(here(), "f-1", 1);
            other.limitMemory(1);
            try {
                await().atMost(PATIENCE).until(() -> scope("f-1").equals("node"));
                assertThat(here().get("/health/ready").json().toString()).contains("degraded", "OOM");
                assertThat(here().get("/api/sessions").json().path("scope").asText())
                        .isEqualTo("node");
            } finally {
                other.limitMemory(0);
            }
            await().atMost(PATIENCE).until(() -> scope("f-1").equals("cluster"));
            assertThat(here().get("/health/ready").json().toString()).doesNotContain("degraded");
            awaitSessions(here(), "f-1", 1);
        }
    }

    private String scope(String user) {
        return presence(here(), user).path("scope").asText();
    }

    private static String id(SgadClient client) {
        return client.welcome().path("session_id").textValue();
    }

    @Test
    void oneSessionTooManyInTheClusterIsTheYoungest() throws Exception {
        Listener three = Listener.of(here(), "m-1");
        try (Listener one = Listener.of(here(), "m-1");
                Listener two = Listener.of(there(), "m-1")) {
            awaitSessions(here(), "m-1", LIMIT);
            Listener tooMany = Listener.unanswered(there(), "m-1");
            assertThat(tooMany.closeCode().get(10, TimeUnit.SECONDS)).isEqualTo(4504);
            EventStream tooManyToo = EventStream.open(there(), "m-1");
            assertThat(tooManyToo.endsEarly()).isFalse();
            awaitSessions(there(), "m-1", LIMIT);
            assertThat(List.of(one, two, three))
                    .allSatisfy(older -> assertThat(older.closeCode()).isNotDone());
            three.close();
            awaitSessions(there(), "m-1", LIMIT - 1);
            try (Listener another = Listener.of(there(), "m-1")) {
                awaitSessions(here(), "m-1", LIMIT);
                assertThat(another.closeCode()).isNotDone();
            }
        }
        awaitSessions(here(), "m-1", 0);
    }
}
