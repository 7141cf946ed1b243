package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.security.Secured.bearer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** A browser cannot send a token with a handshake, so it brings a ticket. */
class TicketsIT {
    private static final String ALICE = TestTokens.of("r-1", "referee");

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

    @Test
    void aTicketIsForOneSocket() {
        Http.Answer answer = node.post("/api/ws-tickets", "", bearer(ALICE));
        String ticket = answer.json().path("ticket").textValue();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ticket).hasSize(43);
        assertThat(answer.json().path("expires_in").intValue()).isEqualTo(30);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(node.handshake("/ws/r-1", List.of("sgad.v1", "ticket." + ticket)))
                .isEqualTo(101);
        assertThat(node.handshake("/ws/r-1", List.of("sgad.v1", "ticket." + ticket)))
                .isEqualTo(401);
        assertThat(node.handshake("/ws/r-1?ticket=" + node.ticket(ALICE), List.of()))
                .isEqualTo(101);
    }

    @Test
    void ofFiftyAtOnceOneWins() throws Exception {
        String ticket = node.ticket(ALICE);
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<Integer>> tries = new ArrayList<>();
            Callable<Integer> attempt = () -> {
                start.await();
                return node.handshake("/ws/r-1", List.of("sgad.v1", "ticket." + ticket));
            };
            for (int nth = 0; nth < 50; nth++) {
                tries.add(threads.submit(attempt));
            }
            start.countDown();
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> one : tries) {
                results.add(one.get());
            }
            assertThat(Collections.frequency(results, 101)).isEqualTo(1);
            assertThat(Collections.frequency(results, 401)).isEqualTo(49);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTicketOpensNothingOfOthersAndIsGoneAfterwards() {
        String ticket = node.ticket(ALICE);

        assertThat(node.handshake("/ws/r-2?ticket=" + ticket, List.of())).isEqualTo(403);
        assertThat(node.handshake("/ws/r-1?ticket=" + ticket, List.of())).isEqualTo(401);
        assertThat(node.handshake("/ws/r-2?ticket=" + node.ticket(TestTokens.of("boss", "admin")), List.of()))
                .isEqualTo(101);
    }

    @Test
    void aTicketIsOfThePageThatAskedForIt() throws Exception {
        String forPage = node.ticket(ALICE, "Origin", node.origin());
        assertThat(node.handshake("/ws/r-1?ticket=" + forPage, List.of())).isEqualTo(401);
        assertThat(node.handshake(
                        "/ws/r-1?ticket=" + node.ticket(ALICE, "Origin", node.origin()),
                        List.of(),
                        "Origin",
                        node.origin()))
                .isEqualTo(101);
        String stream = node.ticket(ALICE, "Origin", node.origin());
        assertThat(Raw.head(node.port(), "/api/sse/r-1?ticket=" + stream)).startsWith("HTTP/1.1 200");
    }

    @Test
    void anAdministratorsTicketOpensTheStreamOfEverything() throws Exception {
        String boss = TestTokens.of("boss", "admin");
        String ticket = node.ticket(boss, "Origin", node.origin());

        assertThat(Raw.head(node.port(), "/api/events/stream?ticket=" + ticket)).startsWith("HTTP/1.1 200");
        assertThat(Raw.head(node.port(), "/api/events/stream?ticket=" + ticket)).startsWith("HTTP/1.1 401");
        assertThat(Raw.head(node.port(), "/api/events/stream?ticket=" + node.ticket(ALICE)))
                .startsWith("HTTP/1.1 403");
        assertThat(node.get("/api/events?ticket=" + node.ticket(boss)).status()).isEqualTo(401);
    }

    @Test
    void aTicketIsNoTokenForTheApi() {
        assertThat(node.get("/api/me?ticket=" + node.ticket(ALICE)).status()).isEqualTo(401);
    }

    @Test
    void aTicketEndsWithItsTokenAndAfterThirtySeconds() throws Exception {
        String late = node.ticket(ALICE);
        try (var database = DevServices.current().connect();
                var statement = database.createStatement()) {
            statement.executeUpdate("update ws_ticket set expires_at = now() - interval '1 second'");
        }
        assertThat(node.handshake("/ws/r-1?ticket=" + late, List.of())).isEqualTo(401);
        String ended = node.ticket(TestTokens.until(Instant.now().minusSeconds(5), "r-1", "referee"));
        assertThat(node.handshake("/ws/r-1?ticket=" + ended, List.of())).isEqualTo(401);
    }

    @Test
    void theDatabaseHasNoTicketInIt() {
        String ticket = node.ticket(ALICE);

        assertThat(DevServices.current()
                        .number("select count(*) from ws_ticket where ws_ticket::text like '%" + ticket + "%'"))
                .isZero();
    }

    @Test
    void nobodyGetsTicketsWithoutEnd() {
        String[] greedy = bearer(TestTokens.of("greedy", "referee"));
        Http.Answer answer = node.post("/api/ws-tickets", "", greedy);
        for (int nth = 0; nth < 300 && answer.status() == 200; nth++) {
            answer = node.post("/api/ws-tickets", "", greedy);
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(node.post("/api/ws-tickets", "", bearer(ALICE)).status()).isEqualTo(200);
    }
}
