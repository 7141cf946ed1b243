package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sgad.security.Secured.bearer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Amqp;
import org.sgad.flow.Http;

/** What administrators do is in the log, and whom they look at does not change by it. */
class AdministratorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BOSS = TestTokens.of("boss", "admin");
    private static final String SLOTS = "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"08:00\",\"end\":\"12:00\"}]}";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static PayaraNode payara;
    private static Secured node;

    @BeforeAll
    static void start() {
        DevServices.current().freshData();
        payara = DevServices.current().startNode(Map.of("SGAD_AUTH", "jwt", "JWT_SECRET", TestTokens.SECRET));
        node = new Secured(payara);
    }

    @AfterAll
    static void stop() {
        payara.close();
    }

    private static List<JsonNode> audits(String type) {
        List<JsonNode> bodies = new ArrayList<>();
        node.get("/api/events?type=" + type, bearer(BOSS))
                .json()
                .path("items")
                .forEach(entry -> bodies.add(entry.path("message")));
        return bodies;
    }

    private static List<JsonNode> audits(String type, String named) {
        return audits(type).stream()
                .filter(body -> body.toString().contains('"' + named + '"'))
                .toList();
    }

    /** The audit event of that type that names something. */
    private static JsonNode onlyAudit(String type, String named) {
        List<JsonNode> found = await().atMost(PATIENCE).until(() -> audits(type, named), all -> !all.isEmpty());
        assertThat(found).as(type).hasSize(1);
        assertThat(found.get(0).path("actor").textValue()).isEqualTo("boss");
        assertThat(found.get(0).path("address").textValue()).isEqualTo("127.0.0.1");
        return found.get(0);
    }

    @Test
    void whatIsDoneForAnotherIsAudited() {
        String week = "/api/availability/a-1/2099-W10";
        assertThat(node.send("PUT", week, SLOTS, bearer(TestTokens.of("a-1", "referee")))
                        .status())
                .isEqualTo(200);
        assertThat(audits("audit.availability.filed", "a-1")).isEmpty();

        assertThat(node.send("PUT", week, SLOTS, bearer(BOSS, "X-Correlation-Id", "request-7"))
                        .status())
                .isEqualTo(200);
        assertThat(node.post(week + "/close", "", bearer(BOSS, "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"))
                        .status())
                .isEqualTo(200);
        assertThat(node.send("PUT", "/api/users/a-1/preferences", "{\"language\":\"en\"}", bearer(BOSS))
                        .status())
                .isEqualTo(200);
        assertThat(node.post("/api/users/a-1/notifications/read-all", "", bearer(BOSS))
                        .status())
                .isEqualTo(200);

        JsonNode filed = onlyAudit("audit.availability.filed", "a-1");
        assertThat(filed.path("availability_of").textValue()).isEqualTo("a-1");
        assertThat(filed.path("correlation_id").textValue()).isEqualTo("request-7");
        JsonNode closed = onlyAudit("audit.availability.closed", "a-1");
        assertThat(closed.path("week").textValue()).isEqualTo("2099-W10");
        assertThat(closed.path("correlation_id").textValue()).isEqualTo(TRACE);
        JsonNode changed = onlyAudit("audit.preferences.changed", "a-1");
        assertThat(changed.path("preferences_of").textValue()).isEqualTo("a-1");
        assertThat(changed.path("correlation_id").textValue()).hasSize(36);
        assertThat(onlyAudit("audit.inbox.read", "a-1").path("inbox_of").textValue())
                .isEqualTo("a-1");
    }

    @Test
    void whatOneDoesForOneselfIsNot() {
        String[] me = bearer(TestTokens.of("own-2", "referee"));
        node.send("PUT", "/api/availability/own-2/2099-W11", SLOTS.replace("03-03", "03-10"), me);

        assertThat(node.post("/api/availability/own-2/2099-W11/close", "", me).status())
                .isEqualTo(200);
        assertThat(node.send("PUT", "/api/users/own-2/preferences", "{\"language\":\"en\"}", me)
                        .status())
                .isEqualTo(200);
        assertThat(audits("audit.*")).noneMatch(body -> body.toString().contains("own-2"));
    }

    @Test
    void aClosingByHandIsAudited() {
        assertThat(node.post("/api/closings", "{\"week\":\"2099-W20\",\"dry_run\":true}", bearer(BOSS))
                        .status())
                .isEqualTo(200);
        assertThat(audits("audit.closing.run", "2099-W20")).isEmpty();

        assertThat(node.post("/api/closings", "{\"week\":\"2099-W20\"}", bearer(BOSS))
                        .status())
                .isEqualTo(200);

        assertThat(onlyAudit("audit.closing.run", "2099-W20").path("week").textValue())
                .isEqualTo("2099-W20");
    }

    @Test
    void whoExportsTheLogIsInItOnceForEachExport() {
        String[] reader = bearer(TestTokens.of("reader", "service"), "Accept", "text/csv");
        for (int nth = 0; nth < 3; nth++) {
            notify("nobody");
        }
        String next = node.get("/api/events?type=notification&limit=1", reader).header("X-Next");
        assertThat(node.get("/api/events?type=notification&limit=1&after=" + next, reader)
                        .status())
                .isEqualTo(200);
        awaitExports(1);
        JsonNode export = exportsBy("reader").get(0);
        assertThat(export.path("format").textValue()).isEqualTo("csv");
        assertThat(export.path("events").intValue()).isEqualTo(1);
        assertThat(export.path("is_all").booleanValue()).isFalse();
        assertThat(export.at("/filter/type").textValue()).isEqualTo("notification");

        node.get(
                "/api/events?type=notification",
                bearer(TestTokens.of("reader", "service"), "Accept", "application/x-ndjson"));
        awaitExports(2);
        node.get(
                "/api/events?type=notification",
                bearer(TestTokens.of("reader", "service"), "Accept", "application/json"));
        awaitExports(2);
        assertThat(node.get("/api/events?after=not-a-cursor", reader).status()).isEqualTo(422);
        awaitExports(2);
    }

    /** An event can be read once it has been numbered. */
    private static void awaitExports(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(exportsBy("reader")).hasSize(count));
    }

    private static List<JsonNode> exportsBy(String reader) {
        return audits("audit.log.exported").stream()
                .filter(body -> body.path("actor").asText().equals(reader))
                .toList();
    }

    private static void notify(String user) {
        String form = "{\"user_id\":\"" + user + "\",\"title\":\"t\",\"message\":\"m\",\"type\":\"info\"}";
        assertThat(node.post("/api/notifications", form, bearer(BOSS)).status()).isEqualTo(202);
    }

    @Test
    void whoLooksOnIsNoneOfTheUsersSessions() {
        List<Socket> own = new ArrayList<>();
        try (Socket boss = Socket.open(node, "/ws/a-3", List.of("sgad.v1"), bearer(BOSS))) {
            assertThat(presence("a-3").path("online").booleanValue()).isFalse();
            for (int nth = 0; nth < 20; nth++) {
                own.add(Socket.open(node, "/ws/a-3", List.of("sgad.v1"), bearer(TestTokens.of("a-3", "referee"))));
            }
            await().atMost(PATIENCE)
                    .until(() -> presence("a-3").path("sessions").intValue() == 20);
            assertThat(node.get("/api/sessions?user_id=a-3", bearer(BOSS))
                            .json()
                            .path("items"))
                    .hasSize(20);
            notify("a-3");
            boss.await("info");
            own.get(19).await("info");
            own.forEach(Socket::close);
            await().atMost(PATIENCE).until(() -> !presence("a-3").path("online").booleanValue());
            assertThat(boss.closeCode()).isNotDone();
        } finally {
            own.forEach(Socket::close);
        }
        await().atMost(PATIENCE).until(() -> new Http(node.port()).metric("sgad_sessions_open") == 0);
    }

    @Test
    void whatAdministratorsLookOnWithIsListedMarkedAndCanBeEnded() throws Exception {
        String[] other = bearer(TestTokens.of("other-boss", "admin"));
        try (Socket looking = Socket.open(node, "/ws/a-4", List.of("sgad.v1"), other);
                Reading everything = Reading.of(node, "/api/events/stream", other)) {
            List<JsonNode> listed =
                    await().atMost(PATIENCE).until(() -> sessions("other-boss"), all -> all.size() == 2);
            assertThat(listed)
                    .extracting(session -> session.path("watches").asText())
                    .containsExactlyInAnyOrder("a-4", "*");
            assertThat(sessions("a-4")).isEmpty();
            assertThat(presence("other-boss").path("online").booleanValue()).isFalse();

            for (JsonNode session : listed) {
                assertThat(node.send(
                                        "DELETE",
                                        "/api/sessions/" + session.path("id").textValue(),
                                        "",
                                        bearer(BOSS))
                                .status())
                        .isEqualTo(204);
            }

            assertThat(looking.closeCode()).succeedsWithin(PATIENCE).isEqualTo(4503);
            assertThat(everything.toItsEnd()).contains("\"code\":4503");
            await().atMost(PATIENCE).until(() -> sessions("other-boss").isEmpty());
            assertThat(presence("other-boss").path("last_seen").isNull()).isTrue();
        }
    }

    private static List<JsonNode> sessions(String user) {
        return node.get("/api/sessions?user_id=" + user, bearer(BOSS))
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    /** Read-only, or what is published, which is in the log itself with its actor. */
    private static final Set<String> NO_DEEDS = Set.of(
            "post /api/availability/verify",
            "post /api/events",
            "post /api/events/batch",
            "post /api/events/availability.closed",
            "post /api/events/availability.expired",
            "post /api/events/availability.updated",
            "post /api/events/match.assigned",
            "post /api/events/match.cancelled",
            "post /api/events/match.confirmed",
            "post /api/events/notification",
            "post /api/notifications",
            "post /api/ws-tickets");

    private static final String REFEREE = "a-9";

    private record Deed(String verb, String path, Supplier<String> place, String body) {}

    /** How each is done so that it succeeds; in this order. */
    private static List<Deed> deeds() {
        String week = "/api/availability/" + REFEREE + "/2099-W10";
        String match = "/api/matches/{match_id}";
        String kickoff =
                "{\"kickoff_at\":\"2099-03-03T10:00:00-05:00\",\"venue\":\"V\",\"category\":\"C\",\"roles\":[\"referee\"]}";
        String assigned = "/api/matches/%s/assignments/" + REFEREE;
        return List.of(
                new Deed("put", "/api/availability/{referee_id}/{week}", () -> week, SLOTS),
                new Deed("post", "/api/matches", () -> "/api/matches", kickoff),
                new Deed(
                        "post",
                        match + "/assignments",
                        () -> "/api/matches/" + matchOfWhoIsAvailable() + "/assignments",
                        "{\"referee_id\":\"" + REFEREE + "\",\"role\":\"referee\"}"),
                new Deed(
                        "post",
                        match + "/assignments/{referee_id}/confirm",
                        () -> assigned.formatted(theMatch()) + "/confirm",
                        ""),
                new Deed("delete", match + "/assignments/{referee_id}", () -> assigned.formatted(theMatch()), ""),
                new Deed("post", match + "/cancel", () -> "/api/matches/" + theMatch() + "/cancel", ""),
                new Deed("post", "/api/availability/{referee_id}/{week}/close", () -> week + "/close", ""),
                new Deed("post", "/api/availability/rebuild", () -> "/api/availability/rebuild", "{}"),
                new Deed("post", "/api/closings", () -> "/api/closings", "{\"week\":\"2099-W21\"}"),
                new Deed("post", "/api/cache/invalidate", () -> "/api/cache/invalidate", "{}"),
                new Deed(
                        "put",
                        "/api/users/{user_id}/preferences",
                        () -> "/api/users/" + REFEREE + "/preferences",
                        "{\"language\":\"en\"}"),
                new Deed(
                        "post",
                        "/api/users/{user_id}/notifications/{event_id}/read",
                        () -> "/api/users/" + REFEREE + "/notifications/" + unread() + "/read",
                        ""),
                new Deed(
                        "post",
                        "/api/users/{user_id}/notifications/read-all",
                        () -> "/api/users/" + REFEREE + "/notifications/read-all",
                        ""),
                new Deed(
                        "post",
                        "/api/quick-notifications",
                        () -> "/api/quick-notifications",
                        "{\"user_id\":\"" + REFEREE + "\",\"title\":\"t\",\"message\":\"m\"}"),
                new Deed(
                        "delete",
                        "/api/notifications/scheduled/{event_id}",
                        () -> "/api/notifications/scheduled/" + scheduled(),
                        ""),
                new Deed(
                        "post",
                        "/api/replays",
                        () -> "/api/replays",
                        "{\"target\":\"sockets\",\"type\":\"custom.slow\",\"rate\":1}"),
                new Deed("delete", "/api/replays/{replay_id}", () -> "/api/replays/" + running(), ""),
                new Deed(
                        "post",
                        "/api/dead-letters/{id}/requeue",
                        () -> "/api/dead-letters/" + letter() + "/requeue",
                        ""),
                new Deed("delete", "/api/dead-letters/{id}", () -> "/api/dead-letters/" + letter(), ""),
                new Deed(
                        "post",
                        "/api/dead-letters/requeue",
                        () -> "/api/dead-letters/requeue",
                        "{\"reason\":\"rejected\"}"),
                new Deed("delete", "/api/sessions/{id}", () -> "/api/sessions/" + session(), ""));
    }

    @Test
    void everyDeedOfAnAdministratorIsInTheLogWithWhoFromWhereAndInWhichRequest() throws Exception {
        Set<String> known = deeds().stream()
                .map(deed -> deed.verb() + ' ' + deed.path())
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(NO_DEEDS);
        Set<String> operations = new TreeSet<>();
        node.get("/openapi", "Accept", "application/json")
                .json()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    if (Set.of("put", "post", "delete", "patch").contains(verb.getKey())) {
                        operations.add(verb.getKey() + ' ' + path.getKey());
                    }
                }));
        assertThat(known).isEqualTo(operations);

        prepare();
        int nth = 0;
        try (Socket open =
                Socket.open(node, "/ws/" + REFEREE, List.of("sgad.v1"), bearer(TestTokens.of(REFEREE, "referee")))) {
            for (Deed deed : deeds()) {
                String request = "deed-" + nth++;
                String what = deed.verb() + ' ' + deed.path();
                Http.Answer done = await().atMost(PATIENCE)
                        .until(
                                () -> node.send(
                                        deed.verb().toUpperCase(Locale.ROOT),
                                        deed.place().get(),
                                        deed.body(),
                                        bearer(BOSS, "X-Correlation-Id", request)),
                                answer -> answer.status() < 300);
                assertThat(done.status()).as(what).isBetween(200, 299);
                JsonNode audit = await().alias(what)
                        .atMost(PATIENCE)
                        .until(
                                () -> audits("audit.*&q=" + request + "%22").stream()
                                        .findFirst()
                                        .orElse(null),
                                Objects::nonNull);
                assertThat(audit.path("correlation_id").textValue()).as(what).isEqualTo(request);
                assertThat(audit.path("actor").textValue()).as(what).isEqualTo("boss");
                assertThat(audit.path("address").textValue()).as(what).isEqualTo("127.0.0.1");
            }
            assertThat(open.closeCode()).succeedsWithin(PATIENCE).isEqualTo(4503);
        }
    }

    private static void prepare() throws Exception {
        notify(REFEREE);
        String slow = "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.slow\",\"message\":{\"nth\":%d}}";
        for (int nth = 0; nth < 60; nth++) {
            assertThat(node.post("/api/events", slow.formatted(nth), bearer(BOSS))
                            .status())
                    .isEqualTo(202);
        }
        try (Amqp other = new Amqp()) {
            for (int nth = 0; nth < 3; nth++) {
                other.publish("sgad.availability", "custom.broken", Amqp.BARE, "no JSON");
            }
        }
        await().atMost(PATIENCE)
                .until(() -> node.get("/api/dead-letters", bearer(BOSS))
                                .json()
                                .path("items")
                                .size()
                        >= 3);
    }

    private static String first(String path, String field) {
        return node.get(path, bearer(BOSS)).json().at("/items/0/" + field).asText();
    }

    private static String theMatch() {
        return first("/api/matches?category=C", "match_id");
    }

    private static String matchOfWhoIsAvailable() {
        String match = theMatch();
        await().atMost(PATIENCE)
                .until(() -> node.get("/api/matches/" + match + "/candidates", bearer(BOSS))
                        .text()
                        .contains(REFEREE));
        return match;
    }

    private static String unread() {
        return first("/api/users/" + REFEREE + "/notifications", "event_id");
    }

    private static String scheduled() {
        String later = Instant.now().plus(Duration.ofDays(1)).toString();
        String form =
                "{\"user_id\":\"" + REFEREE + "\",\"title\":\"t\",\"message\":\"m\",\"deliver_at\":\"" + later + "\"}";
        return node.post("/api/notifications", form, bearer(BOSS))
                .json()
                .path("event_id")
                .asText();
    }

    private static String running() {
        return first("/api/replays", "replay_id");
    }

    private static String letter() {
        return first("/api/dead-letters", "id");
    }

    private static String session() {
        return first("/api/sessions?user_id=" + REFEREE, "id");
    }

    private static JsonNode presence(String user) {
        return node.get("/api/presence/" + user, bearer(BOSS)).json();
    }
}
