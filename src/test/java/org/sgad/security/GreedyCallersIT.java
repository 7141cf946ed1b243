package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sgad.security.Secured.bearer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;
import org.sgad.node.Loop;

/** Callers who want more than their share: a byte at a time, or five hundred sockets. Nobody else is held up. */
class GreedyCallersIT {
    private static final int HANDSHAKES = 2_000;
    private static final int BODIES = 250;
    private static final int SOCKETS = 500;
    private static final int SOCKETS_OF_USER = 20;
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ALICE = TestTokens.of("r-1", "referee");

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
                        // more than one round of sockets, fewer than two
                        "SGAD_SESSIONS_PER_ADDRESS",
                        "600"));
        node = new Secured(payara);
        assertThat(node.get("/api/me", bearer(ALICE)).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        payara.close();
    }

    /** Somebody who has begun a request, and sends the rest a byte at a time. */
    private static final class SlowCaller {
        private final SocketChannel channel;
        private final long since = System.nanoTime();
        private volatile long droppedAfter = -1;

        SlowCaller(String begin) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
            channel.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
        }

        boolean isThere() {
            return droppedAfter < 0;
        }

        Duration droppedAfter() {
            return Duration.ofNanos(droppedAfter);
        }

        void sendOneMore() {
            try {
                if (isThere() && channel.read(ByteBuffer.allocate(1_024)) >= 0) {
                    channel.write(ByteBuffer.wrap(new byte[] {'x'}));
                    return;
                }
            } catch (IOException dropped) {
                // noted below, as the end of what can be read
            }
            if (isThere()) {
                droppedAfter = System.nanoTime() - since;
            }
        }
    }

    @Test
    void slowCallersHoldNobodyUpAndAreDropped() throws Exception {
        List<SlowCaller> handshakes = new CopyOnWriteArrayList<>();
        List<SlowCaller> bodies = new CopyOnWriteArrayList<>();
        Loop dripping = Loop.none();
        try {
            ordinaryCallersFor(Duration.ofSeconds(2)); // the first of all pays for what is loaded once
            for (int nth = 0; nth < HANDSHAKES; nth++) {
                handshakes.add(
                        new SlowCaller("GET /ws/r-1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nX-Slow: "));
            }
            dripping = Loop.startWoken(
                    "dripping",
                    Thread::new,
                    BETWEEN_BYTES,
                    () -> List.of(handshakes, bodies).forEach(all -> all.forEach(SlowCaller::sendOneMore)));

            Beside besideHandshakes = ordinaryCallersFor(Duration.ofSeconds(10));
            assertThat(there(handshakes)).isEqualTo(HANDSHAKES);
            for (int nth = 0; nth < BODIES; nth++) {
                bodies.add(new SlowCaller("POST /api/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
                        + "Authorization: Bearer " + TestTokens.of("service", "service") + "\r\n\r\n{"));
            }
            assertThat(Raw.post(
                            node.port(),
                            "/api/events",
                            "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.x\",\"message\":{\"a\":1}}",
                            "Content-Type: application/json",
                            "Authorization: Bearer " + TestTokens.of("another-service", "service")))
                    .startsWith("HTTP/1.1 202");
            Beside besideBodies = ordinaryCallersFor(Duration.ofSeconds(10));
            assertThat(there(bodies)).isPositive();
            await().atMost(PATIENCE.multipliedBy(2)).until(() -> there(handshakes) + there(bodies) == 0);

            print("2,000 slow handshakes", besideHandshakes, handshakes);
            print("250 slow bodies", besideBodies, bodies);
            for (Beside beside : List.of(besideHandshakes, besideBodies)) {
                assertAllUnderASecond(beside.requests());
                assertAllUnderASecond(beside.handshakes());
            }
            assertThat(handshakes)
                    .allSatisfy(one ->
                            assertThat(one.droppedAfter()).isBetween(LONGEST, LONGEST.plus(Duration.ofSeconds(15))));
            // answered after the first 30 s, with 408; the rest that still drips in has 30 s again
            assertThat(bodies).allSatisfy(one -> assertThat(one.droppedAfter()).isLessThan(LONGEST.multipliedBy(3)));
        } finally {
            dripping.close();
            for (SlowCaller one : handshakes) {
                one.channel.close();
            }
            for (SlowCaller one : bodies) {
                one.channel.close();
            }
        }
    }

    private static long there(List<SlowCaller> callers) {
        return callers.stream().filter(SlowCaller::isThere).count();
    }

    private static void assertAllUnderASecond(List<Duration> took) {
        assertThat(took).hasSizeGreaterThan(10);
        assertThat(part(took, 1)).isLessThan(Duration.ofSeconds(1));
    }

    /** How long each took of what somebody else does, one after the other: requests, and handshakes of new connections. */
    private record Beside(List<Duration> requests, List<Duration> handshakes) {}

    private static Beside ordinaryCallersFor(Duration time) {
        Beside beside = new Beside(new ArrayList<>(), new ArrayList<>());
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            beside.requests()
                    .add(timed(() -> assertThat(
                                    node.get("/api/events?limit=1", bearer(TestTokens.of("service", "service")))
                                            .status())
                            .isEqualTo(200)));
            String user = "beside-" + beside.handshakes().size();
            beside.handshakes()
                    .add(timed(() -> assertThat(node.handshake(
                                    "/ws/" + user, List.of("sgad.v1"), bearer(TestTokens.of(user, "referee"))))
                            .isEqualTo(101)));
        }
        return beside;
    }

    private static Duration timed(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration part(List<Duration> durations, double part) {
        List<Duration> sorted = new ArrayList<>(durations);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    private static String figures(List<Duration> took) {
        return "%d, median %d ms, 95%% %d ms, longest %d ms"
                .formatted(
                        took.size(),
                        part(took, 0.5).toMillis(),
                        part(took, 0.95).toMillis(),
                        part(took, 1).toMillis());
    }

    private static void print(String what, Beside beside, List<SlowCaller> callers) {
        List<Duration> lasted = callers.stream().map(SlowCaller::droppedAfter).toList();
        System.out.printf(
                "security: %s: beside them requests: %s; handshakes: %s; dropped after %.1f to %.1f s%n",
                what,
                figures(beside.requests()),
                figures(beside.handshakes()),
                Collections.min(lasted).toMillis() / 1000.0,
                Collections.max(lasted).toMillis() / 1000.0);
    }

    @Test
    void ofFiveHundredSocketsOfAUserTwentyStayAndAreGivenBack() throws Exception {
        String many = TestTokens.of("many", "referee");
        for (int round = 0; round < 2; round++) {
            List<Socket> sockets = new ArrayList<>();
            try {
                for (int nth = 0; nth < SOCKETS; nth++) {
                    sockets.add(Socket.unanswered(node, "/ws/many", List.of("sgad.v1"), bearer(many)));
                }
                await().atMost(PATIENCE)
                        .until(() -> sockets.stream().filter(Socket::isWelcomed).count() == SOCKETS_OF_USER);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(sockets)
                                .filteredOn(one -> one.closeCode().isDone())
                                .hasSize(SOCKETS - SOCKETS_OF_USER));
                // not all of these hear why: the server may lose a socket that is closed while it opens
                assertThat(sockets)
                        .filteredOn(one ->
                                one.closeCode().isDone() && !one.closeCode().isCompletedExceptionally())
                        .hasSizeGreaterThan(SOCKETS / 2)
                        .allSatisfy(one -> assertThat(one.closeCode().join()).isEqualTo(4504));
                await().atMost(PATIENCE).until(() -> sessionsOf("many") == SOCKETS_OF_USER);
                assertThat(node.get("/api/me", bearer(ALICE)).status()).isEqualTo(200);
            } finally {
                sockets.forEach(Socket::close);
            }
            await().atMost(PATIENCE).until(() -> sessionsOf("many") == 0);
            await().atMost(PATIENCE).until(() -> new Http(node.port()).metric("sgad_sessions_open") == 0);
        }
    }

    private static int sessionsOf(String user) {
        return node.get("/api/presence/" + user, bearer(TestTokens.of("boss", "admin")))
                .json()
                .path("sessions")
                .intValue();
    }
}
