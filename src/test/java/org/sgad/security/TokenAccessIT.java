package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sgad.security.Secured.bearer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** Who gets in at a node that asks for tokens, and what the others hear. */
class TokenAccessIT {
    private static final String SLOTS = "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"08:00\",\"end\":\"12:00\"}]}";

    private static PayaraNode payara;
    private static Secured node;

    @BeforeAll
    static void start() {
        DevServices.current().freshData();
        payara = DevServices.current()
                .startNode(Map.of(
                        "SGAD_AUTH",
                        "jwt",
                        "JWT_SECRET",
                        TestTokens.SECRET,
                        "SGAD_ALLOWED_ORIGINS",
                        "https://pages.example"));
        node = new Secured(payara);
    }

    @AfterAll
    static void stop() {
        payara.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/me",
                "/api/events",
                "/api/no-such-thing",
                "/api",
                "/ws/r-1",
                "/api/sse/r-1",
                "/%61pi/me",
                "//api/me",
                "/x/../api/me",
                "/api;x=y/me"
            })
    void withoutATokenNothingOfTheApiIsAnswered(String path) throws Exception {
        String answer = Raw.get(node.port(), path);

        assertThat(answer).as(path).startsWith("HTTP/1.1 4").doesNotContain("user_id");
        if (!path.contains("..")) {
            assertThat(answer).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"referee", "service", ""})
    void theStreamOfEverythingIsForAdministrators(String role) throws Exception {
        for (String path : List.of("/api/events/stream", "/api/events/stream?type=audit.*", "/api/events/%73tream")) {
            assertThat(Raw.head(node.port(), path, authorization("r-1", role)))
                    .as(path)
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void nobodyReadsAStreamWithoutAToken() throws Exception {
        for (String path : List.of("/api/events/stream", "/api/sse/r-1")) {
            assertThat(Raw.head(node.port(), path)).as(path).startsWith("HTTP/1.1 401");
            assertThat(Raw.head(node.port(), path, authorization("boss", "admin")))
                    .as(path)
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aUsersStreamIsForTheUserAndAdministrators() throws Exception {
        assertThat(Raw.head(node.port(), "/api/sse/r-1", authorization("r-1", "referee")))
                .startsWith("HTTP/1.1 200");
        assertThat(Raw.head(node.port(), "/api/sse/r-2", authorization("r-1", "referee")))
                .startsWith("HTTP/1.1 403");
        assertThat(Raw.head(node.port(), "/api/sse/r-2", authorization("match-service", "service")))
                .startsWith("HTTP/1.1 403");
    }

    private static String authorization(String user, String role) {
        return "Authorization: Bearer " + TestTokens.of(user, role);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/js/app.js",
                "/css/base.css",
                "/favicon.svg",
                "/asyncapi",
                "/openapi",
                "/metrics",
                "/health/live",
                "/health/ready"
            })
    void pagesAndDocumentsAreOpen(String path) {
        assertThat(node.get(path).status()).isEqualTo(200);
    }

    @Test
    void pagesRunNothingButOurOwnFilesAndSetNoCookie() {
        for (String path : new String[] {"/", "/console/", "/js/app.js", "/no-such-page"}) {
            Http.Answer page = node.get(path);
            assertThat(page.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(page.header("Set-Cookie")).isEmpty();
        }
        for (String page : new String[] {"/", "/console/"}) {
            assertThat(node.get(page).text()).as(page).doesNotContainPattern("(?i)<script>|\\son\\w+=|style=");
        }
    }

    @Test
    void answersOfTheApiAreNobodyElses() {
        String[] boss = bearer(TestTokens.of("boss", "admin"));
        node.send("PUT", "/api/availability/r-9/2099-W10", SLOTS, boss);

        assertThat(node.get("/api/events", boss).header("Cache-Control")).isEqualTo("no-store");
        assertThat(node.get("/api/events", boss).header("X-Content-Type-Options"))
                .isEqualTo("nosniff");
        assertThat(node.get("/api/availability/r-9/2099-W10", boss).header("Cache-Control"))
                .isEqualTo("private, no-cache");
        assertThat(node.get("/api/me").header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void aRefereeReadsWhatTheirOwnSessionsGet() throws Exception {
        String[] service = bearer(TestTokens.of("s-20", "service"));
        String[] ana = bearer(TestTokens.of("r-20", "referee"));
        String notification = "{\"title\":\"t\",\"message\":\"m\"%s}";
        String own = eventId(notification.formatted(",\"user_id\":\"r-20\""), service);
        String others = eventId(notification.formatted(",\"user_id\":\"r-21\""), service);
        String everybodys = eventId(notification.formatted(""), service);
        try (var database = DevServices.current().connect();
                var receipts = database.createStatement()) {
            receipts.executeUpdate("insert into delivery_receipt (event_id, user_id, delivered_at) values ('"
                    + everybodys + "', 'r-20', now()), ('" + everybodys + "', 'r-19', now())");
        }
        await().until(() -> ids("?limit=1000", service).containsAll(List.of(own, others, everybodys)));

        assertThat(ids("", ana)).contains(own, everybodys).doesNotContain(others);
        assertThat(ids("?type=notification&subject=r-20", ana)).containsExactly(own);
        assertThat(node.get("/api/events", ana).json().path("items").findValuesAsText("user_id"))
                .doesNotContain("r-19", "r-21");
        assertThat(node.get("/api/events?limit=1", ana).json().path("items")).hasSize(1);
        assertThat(node.get("/api/events", bearer(TestTokens.of("r-20", "referee"), "Accept", "application/x-ndjson"))
                        .text())
                .contains(own)
                .doesNotContain(others);
        assertThat(node.get("/api/events?subject=r-21", ana).status()).isEqualTo(403);
        assertThat(node.get("/api/events/" + own, ana).status()).isEqualTo(403);
        assertThat(node.get("/api/events/export", ana).status()).isEqualTo(403);
    }

    private static String eventId(String notification, String... headers) {
        return node.post("/api/notifications", notification, headers)
                .json()
                .path("event_id")
                .textValue();
    }

    private static List<String> ids(String query, String... headers) {
        return node.get("/api/events" + query, headers)
                .json()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("event_id").textValue())
                .toList();
    }

    @Test
    void aTokenSaysWhoOneIs() {
        Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 300);
        Http.Answer me = node.get("/api/me", bearer(TestTokens.until(end, "r-1", "referee", "boss")));

        assertThat(me.json()).hasToString("{\"user_id\":\"r-1\",\"roles\":[\"referee\"],\"ends_at\":\"" + end + "\"}");
        assertThat(me.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aRefusalSaysWhyAndNothingSecret() {
        Http.Answer ended =
                node.get("/api/me", bearer(TestTokens.until(Instant.now().minusSeconds(31), "r-1")));

        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(ended.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\", error_description=\"The token has ended.\"");
        assertThat(ended.json().path("detail").textValue()).isEqualTo("The token has ended.");
    }

    @Test
    void aHandshakeIsRefusedBeforeTheUpgrade() {
        String token = TestTokens.of("r-1", "referee");

        assertThat(node.handshake("/ws/r-1", List.of())).isEqualTo(401);
        assertThat(node.handshake("/ws/r-1", List.of(), bearer(token + "x"))).isEqualTo(401);
        assertThat(node.handshake("/ws/r-2", List.of(), bearer(token))).isEqualTo(403);
        assertThat(node.handshake("/ws/%72-2", List.of(), bearer(token))).isEqualTo(403);
        assertThat(node.handshake("/ws/r-1", List.of(), bearer(TestTokens.of("r-1"))))
                .isEqualTo(403);
        assertThat(node.handshake("/ws/r-1", List.of(), bearer(token))).isEqualTo(101);
        assertThat(node.handshake("/ws/r-1", List.of(), bearer(TestTokens.of("boss", "admin"))))
                .isEqualTo(101);
        assertThat(node.get("/api/sse/r-2", bearer(token)).status()).isEqualTo(403);
    }

    @Test
    void aRefereeActsOnWhatIsTheirs() {
        String[] referee = bearer(TestTokens.of("r-1", "referee"));
        String[] service = bearer(TestTokens.of("match-service", "service"));

        assertThat(node.send("PUT", "/api/availability/r-1/2099-W10", SLOTS, referee)
                        .status())
                .isEqualTo(200);
        assertThat(node.get("/api/availability/me?week=2099-W10", referee).status())
                .isEqualTo(200);
        Http.Answer others = node.send("PUT", "/api/availability/r-2/2099-W10", SLOTS, referee);
        assertThat(others.status()).isEqualTo(403);
        assertThat(others.json().path("detail").textValue())
                .isEqualTo("With the role referee only your own, r-1, is open to you.");
        assertThat(node.get("/api/availability/r-2/2099-W10", referee).status()).isEqualTo(403);
        assertThat(node.get("/api/availability/r-1/2099-W10", service).status()).isEqualTo(200);
        assertThat(node.get("/api/availability?date=2099-03-03", referee).status())
                .isEqualTo(403);
        assertThat(node.get("/api/availability?date=2099-03-03", service).status())
                .isEqualTo(200);
        assertThat(node.get("/api/closings/next", referee).status()).isEqualTo(200);
        assertThat(node.post("/api/closings", "{}", referee).status()).isEqualTo(403);
        assertThat(node.post("/api/closings", "{\"dry_run\":true}", bearer(TestTokens.of("boss", "admin")))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/ws;a/r-1", "/ws/r-1;a", "/ws;a=b/r-2", "/%77s/r-1", "/ws/x/../r-1", "//ws/r-1", "/api/me", "/"
            })
    void aHandshakeElsewhereIsRefusedBeforeTheUpgrade(String path) throws Exception {
        String answer = Raw.get(
                node.port(),
                path,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Authorization: Bearer " + TestTokens.of("r-1", "referee"));

        assertThat(answer).as(path).startsWith("HTTP/1.1 40");
    }

    @Test
    void onlyPagesOfAllowedOriginsMayCall() {
        String[] me = bearer(TestTokens.of("r-1", "referee"));
        String[] foreign = bearer(TestTokens.of("r-1", "referee"), "Origin", "https://evil.example");
        String[] own = bearer(TestTokens.of("r-1", "referee"), "Origin", node.origin());
        String[] named = bearer(TestTokens.of("r-1", "referee"), "Origin", "https://pages.example");

        assertThat(node.get("/api/me", me).header("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(node.get("/api/me", foreign).status()).isEqualTo(403);
        assertThat(node.handshake("/ws/r-1", List.of(), foreign)).isEqualTo(403);
        assertThat(node.get("/api/me", own).status()).isEqualTo(200);
        assertThat(node.handshake("/ws/r-1", List.of(), own)).isEqualTo(101);
        Http.Answer answer = node.get("/api/me", named);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://pages.example");
        assertThat(answer.header("Vary")).contains("Origin");
        Http.Answer refused = node.get("/api/me", bearer("no.token.atall", "Origin", "https://pages.example"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://pages.example");
    }

    @Test
    void aBrowserAsksBeforehand() {
        Http.Answer answer = node.send(
                "OPTIONS",
                "/api/events",
                "",
                "Origin",
                "https://pages.example",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(node.send(
                                "OPTIONS",
                                "/api/events",
                                "",
                                "Origin",
                                "https://evil.example",
                                "Access-Control-Request-Method",
                                "POST")
                        .status())
                .isEqualTo(403);
    }
}
