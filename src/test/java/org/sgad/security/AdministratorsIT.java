package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sgad.security.Secured.bearer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
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

    private static JsonNode onlyAudit(String type) {
        List<JsonNode> found = await().atMost(PATIENCE).until(() -> audits(type), all -> !all.isEmpty());
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
        assertThat(audits("audit.availability.filed")).isEmpty();

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

        JsonNode filed = onlyAudit("audit.availability.filed");
        assertThat(filed.path("availability_of").textValue()).isEqualTo("a-1");
        assertThat(filed.path("correlation_id").textValue()).isEqualTo("request-7");
        JsonNode closed = onlyAudit("audit.availability.closed");
        assertThat(closed.path("week").textValue()).isEqualTo("2099-W10");
        assertThat(closed.path("correlation_id").textValue()).isEqualTo(TRACE);
        JsonNode changed = onlyAudit("audit.preferences.changed");
        assertThat(changed.path("preferences_of").textValue()).isEqualTo("a-1");
        assertThat(changed.path("correlation_id").textValue()).hasSize(36);
        assertThat(onlyAudit("audit.inbox.read").path("inbox_of").textValue()).isEqualTo("a-1");
    }

    @Test
    void whatOneDoesForOneselfIsNot() {
        String[] me = bearer(TestTokens.of("a-2", "referee"));
        node.send("PUT", "/api/availability/a-2/2099-W11", SLOTS.replace("03-03", "03-10"), me);

        assertThat(node.post("/api/availability/a-2/2099-W11/close", "", me).status())
                .isEqualTo(200);
        assertThat(node.send("PUT", "/api/users/a-2/preferences", "{\"language\":\"en\"}", me)
                        .status())
                .isEqualTo(200);
        assertThat(audits("audit.*")).noneMatch(body -> body.toString().contains("a-2"));
    }

    @Test
    void aClosingByHandIsAudited() {
        assertThat(node.post("/api/closings", "{\"week\":\"2099-W20\",\"dry_run\":true}", bearer(BOSS))
                        .status())
                .isEqualTo(200);
        assertThat(audits("audit.closing.run")).isEmpty();

        assertThat(node.post("/api/closings", "{\"week\":\"2099-W20\"}", bearer(BOSS))
                        .status())
                .isEqualTo(200);

        assertThat(onlyAudit("audit.closing.run").path("week").textValue()).isEqualTo("2099-W20");
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

    private static JsonNode presence(String user) {
        return node.get("/api/presence/" + user, bearer(BOSS)).json();
    }
}
