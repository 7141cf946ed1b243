package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.security.Secured.bearer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** Each operation of the OpenAPI document, as the node serves it, with the tokens of who may not call it. */
class EveryOperationIT {
    private static PayaraNode payara;
    private static Secured node;
    private static List<Described.Operation> operations;

    @BeforeAll
    static void start() {
        DevServices.current().freshData();
        payara = DevServices.current().startNode(Map.of("SGAD_AUTH", "jwt", "JWT_SECRET", TestTokens.SECRET));
        node = new Secured(payara);
        operations = new Described(
                        node.get("/openapi", "Accept", "application/json").json())
                .operations().stream().filter(Described.Operation::hasRoles).toList();
    }

    @AfterAll
    static void stop() {
        payara.close();
    }

    private static Http.Answer call(Described.Operation operation, String... headers) {
        String path = operation.path().replaceAll("\\{[^}]*}", "somebody-else");
        boolean hasNoBody = Set.of("GET", "DELETE").contains(operation.method());
        return node.send(operation.method(), path, hasNoBody ? "" : "{}", headers);
    }

    @Test
    void theDocumentSaysOfEachWhoMayCallIt() {
        assertThat(operations).hasSizeGreaterThan(50);
        assertThat(operations).allSatisfy(operation -> {
            assertThat(operation.node().path("security").toString()).isEqualTo("[{\"bearer\":[]}]");
            assertThat(operation.node().path("x-roles")).isNotEmpty();
            assertThat(operation.isFor("admin")).isTrue();
        });
    }

    @Test
    void nobodyIsAnsweredWithoutAToken() {
        assertThat(operations)
                .allSatisfy(operation -> assertThat(call(operation).status()).isEqualTo(401));
    }

    @Test
    void aTokenWithoutARoleIsGoodForNothing() {
        String[] nobody = bearer(TestTokens.of("nobody", "boss"));

        assertThat(operations)
                .filteredOn(operation -> call(operation, nobody).status() != 403)
                .extracting(Described.Operation::path)
                .containsExactlyInAnyOrder("/api/me", "/api/ws-tickets");
    }

    @Test
    void aRefereeIsRefusedWhatIsForOthersOrAboutOthers() {
        assertAllRefused("referee", bearer(TestTokens.of("r-1", "referee")));
    }

    @Test
    void aServiceIsRefusedWhatIsForOthers() {
        assertAllRefused("service", bearer(TestTokens.of("match-service", "service")));
    }

    private static void assertAllRefused(String role, String... headers) {
        assertThat(operations).filteredOn(operation -> !operation.isFor(role)).isNotEmpty();
        assertThat(operations).allSatisfy(operation -> {
            boolean isAboutOthers = role.equals("referee")
                    && operation.node().path("description").asText().contains("only where");
            int status = call(operation, headers).status();
            if (!operation.isFor(role) || isAboutOthers) {
                assertThat(status).isEqualTo(403);
            } else {
                assertThat(status).isNotIn(401, 403);
            }
        });
    }

    private static final List<String> FILTERS =
            List.of("type", "subject", "actor", "from", "to", "q", "after", "limit");
    private static final List<String> INJECTIONS = List.of(
            "'",
            "' or '1'='1",
            "x') or 1=1 --",
            "x'; drop table event_log; --",
            "%",
            "\\",
            "${jndi:ldap://127.0.0.1/a}",
            "{\"$ne\":null}",
            "\r\nINFO: all is well",
            "\u0000");

    private static boolean isEndless(Described.Operation operation) {
        return operation.path().matches("/api/events/stream|/api/sse/.*|/ws/.*");
    }

    @Test
    void noFilterIsMoreThanAFilter() {
        String[] boss = bearer(TestTokens.of("boss", "admin"));
        fill(boss);
        long events = DevServices.current().number("select count(*) from event_log");
        Map<String, List<String>> lists = new TreeMap<>();
        operations.stream()
                .filter(operation -> operation.method().equals("GET"))
                .filter(operation -> !isEndless(operation))
                .filter(operation -> !operation.parameters("query").isEmpty())
                .forEach(operation -> lists.put(operation.path(), operation.parameters("query")));
        // each export is in the log itself
        lists.remove("/api/events/export");
        assertThat(lists.keySet())
                .contains(
                        "/api/events",
                        "/api/matches",
                        "/api/sessions",
                        "/api/dead-letters",
                        "/api/closings",
                        "/api/availability",
                        "/api/notifications/scheduled");

        for (String list : lists.keySet()) {
            String path = list.replaceAll("\\{[^}]*}", "r-1");
            String all = node.get(path, boss).text();
            for (String parameter : lists.getOrDefault(list, List.of())) {
                for (String injection : INJECTIONS) {
                    Http.Answer answer = node.get(path + "?" + parameter + "=" + encoded(injection), boss);
                    assertThat(answer.status())
                            .as(path + " " + parameter + "=" + injection)
                            .isIn(200, 404, 422);
                    // a place to go on from may be any text; what follows it is of the same list
                    answer.json()
                            .path("items")
                            .forEach(item -> assertThat(parameter.equals("after") ? all : "")
                                    .as(path + " " + parameter + "=" + injection)
                                    .contains(item.toString()));
                }
            }
        }
        assertThat(DevServices.current().number("select count(*) from event_log"))
                .isEqualTo(events);
    }

    /** Apart from the lists, as each export is in the log itself, with the filter that was asked for. */
    @Test
    void noFilterOfAnExportIsMoreThanAFilter() {
        String token = TestTokens.of("boss", "admin");
        String[] boss = bearer(token, "Accept", "application/x-ndjson");
        fill(bearer(token));
        for (String parameter : FILTERS) {
            for (String injection : INJECTIONS) {
                Http.Answer answer = node.get("/api/events/export?" + parameter + "=" + encoded(injection), boss);
                assertThat(answer.status()).as(parameter + "=" + injection).isIn(200, 422);
                if (List.of("type", "subject", "actor").contains(parameter) && answer.status() == 200) {
                    assertThat(answer.text()).as(parameter + "=" + injection).isBlank();
                }
            }
        }
    }

    @Test
    void noParameterOfAStreamOrSocketIsMoreThanThat() throws Exception {
        String boss = "Authorization: Bearer " + TestTokens.of("boss", "admin");
        long events =
                DevServices.current().number("select count(*) from event_log where event_type not like 'audit.%'");
        int nth = 0;
        for (String injection : INJECTIONS) {
            for (String parameter : List.of("type", "user_id", "last_event_id", "ticket", "cursor")) {
                for (String stream : List.of("/api/events/stream", "/api/sse/u-" + nth++)) {
                    String path = stream + "?" + parameter + "=" + encoded(injection);
                    assertThat(Raw.head(node.port(), path, boss)).as(path).matches("HTTP/1.1 (200|422) .*");
                }
            }
            for (String parameter : List.of("cursor", "last_event_id", "ticket", "x")) {
                String user = "u-" + nth++;
                String path = "/ws/" + user + "?" + parameter + "=" + encoded(injection);
                try (Socket socket =
                        Socket.open(node, path, List.of("sgad.v1"), bearer(TestTokens.of(user, "referee")))) {
                    assertThat(socket.await("welcome").path("recovered_count").intValue())
                            .as(path)
                            .isZero();
                }
            }
            String token = bearer(TestTokens.of("r-1", "referee"))[1];
            assertThat(Raw.head(
                            node.port(),
                            "/ws/r-1",
                            "Authorization: " + token,
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                            "Sec-WebSocket-Protocol: " + injection.replaceAll("[\r\n\0]", "")))
                    .as(injection)
                    .matches("HTTP/1.1 (101|4..) .*");
        }
        assertThat(DevServices.current().number("select count(*) from event_log where event_type not like 'audit.%'"))
                .isEqualTo(events);
        assertThat(node.get("/api/me", bearer(TestTokens.of("boss", "admin"))).status())
                .isEqualTo(200);
    }

    @Test
    void noPathIsMoreThanAnId() {
        String[] boss = bearer(TestTokens.of("boss", "admin"));
        fill(boss);
        for (Described.Operation operation : operations) {
            if (operation.parameters("path").isEmpty()) {
                continue;
            }
            for (String injection : INJECTIONS) {
                String path = operation.path().replaceAll("\\{[^}]*}", Matcher.quoteReplacement(encoded(injection)));
                String body = operation.method().equals("GET") ? "" : "{}";
                assertThat(node.send(operation.method(), path, body, boss).status())
                        .as(operation.method() + " " + path)
                        .isBetween(400, 499);
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Something in each list, so that a filter that lets everything through shows. */
    private static void fill(String... boss) {
        node.send(
                "PUT",
                "/api/availability/r-1/2099-W10",
                "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"08:00\",\"end\":\"12:00\"}]}",
                boss);
        node.post(
                "/api/matches",
                "{\"kickoff_at\":\"2099-03-03T10:00:00-05:00\",\"venue\":\"V\",\"category\":\"C\",\"roles\":[\"referee\"]}",
                boss);
        String notification = "{\"user_id\":\"r-1\",\"title\":\"t\",\"message\":\"m\",\"type\":\"info\"%s}";
        assertThat(node.post("/api/notifications", notification.formatted(""), boss)
                        .status())
                .isEqualTo(202);
        String later = Instant.now().plus(Duration.ofDays(1)).toString();
        assertThat(node.post("/api/notifications", notification.formatted(",\"deliver_at\":\"" + later + "\""), boss)
                        .status())
                .isEqualTo(202);
        assertThat(node.post("/api/closings", "{\"week\":\"2098-W10\"}", boss).status())
                .isEqualTo(200);
    }
}
