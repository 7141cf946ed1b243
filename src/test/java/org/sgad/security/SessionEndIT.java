package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sgad.security.Secured.bearer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** A session lasts as long as its token, or the next one; and nobody has too many. */
class SessionEndIT {
    private static final int OF_ADDRESS = 5;

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
                        "SGAD_SESSIONS_PER_ADDRESS",
                        Integer.toString(OF_ADDRESS)));
        node = new Secured(payara);
    }

    @AfterAll
    static void stop() {
        payara.close();
    }

    private static Instant in(int seconds) {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond() + seconds);
    }

    private static Socket open(String token) {
        return Socket.open(node, "/ws/r-1", List.of("sgad.v1"), bearer(token));
    }

    @Test
    void aSocketEndsWithItsToken() throws Exception {
        Instant end = in(3);
        try (Socket socket = open(TestTokens.until(end, "r-1", "referee"))) {
            assertThat(socket.closeCode().get(20, TimeUnit.SECONDS)).isEqualTo(4003);
            assertThat(Duration.between(end, Instant.now())).isBetween(Duration.ZERO, Duration.ofSeconds(5));
        }
    }

    @Test
    void aStreamEndsWithItsToken() {
        Instant end = in(3);
        CompletableFuture<String> all = CompletableFuture.supplyAsync(() -> {
            try {
                return Raw.get(
                        node.port(),
                        "/api/sse/r-1",
                        "Authorization: Bearer " + TestTokens.until(end, "r-1", "referee"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(all.orTimeout(20, TimeUnit.SECONDS).join()).contains("event: welcome");
        assertThat(Duration.between(end, Instant.now())).isBetween(Duration.ZERO, Duration.ofSeconds(5));
    }

    @Test
    void aSessionLivesOnWithANewToken() throws Exception {
        Instant later = in(60);
        try (Socket socket = open(TestTokens.until(in(3), "r-1", "referee"))) {
            socket.send("{\"type\":\"refresh\",\"token\":\"" + TestTokens.until(later, "r-1", "referee") + "\"}");
            assertThat(socket.await("refreshed").path("ends_at").textValue()).isEqualTo(later.toString());
            await().during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !socket.closeCode().isDone());

            socket.send("{\"type\":\"refresh\",\"token\":\"" + TestTokens.until(in(1), "r-1", "referee") + "\"}");
            assertThat(socket.closeCode().get(20, TimeUnit.SECONDS)).isEqualTo(4003);
        }
    }

    @Test
    void aRefreshWithoutAGoodTokenOfTheSameUserEndsTheSession() throws Exception {
        String good = TestTokens.of("r-1", "referee");
        for (String bad :
                new String[] {good + "x", "", TestTokens.until(in(-60), "r-1"), TestTokens.of("r-2", "referee")}) {
            try (Socket socket = open(good)) {
                socket.send("{\"type\":\"refresh\",\"token\":\"" + bad + "\"}");
                assertThat(socket.closeCode().get(20, TimeUnit.SECONDS)).isEqualTo(4500);
            }
        }
        try (Socket socket = Socket.open(node, "/ws/r-1", List.of("sgad.v1"), bearer(TestTokens.of("boss", "admin")))) {
            socket.send("{\"type\":\"refresh\",\"token\":\"" + TestTokens.of("boss", "referee") + "\"}");
            assertThat(socket.closeCode().get(20, TimeUnit.SECONDS)).isEqualTo(4507);
        }
    }

    @Test
    void anAddressHasSoManySessionsAndGetsThemBack() throws Exception {
        for (int round = 0; round < 3; round++) {
            List<Socket> sockets = new ArrayList<>();
            try {
                for (int nth = 0; nth < OF_ADDRESS; nth++) {
                    sockets.add(openWhenThereIsRoom());
                }
                Http.Answer stream = node.get("/api/sse/r-1", bearer(TestTokens.of("r-1", "referee")));
                assertThat(stream.status()).isEqualTo(429);
                try (Socket tooMany = Socket.unanswered(
                        node, "/ws/r-1", List.of("sgad.v1"), bearer(TestTokens.of("r-1", "referee")))) {
                    assertThat(tooMany.closeCode().get(20, TimeUnit.SECONDS)).isEqualTo(4504);
                }
            } finally {
                sockets.forEach(Socket::close);
            }
        }
    }

    /** A session that ended is counted until its socket is closed, which may take a moment. */
    private static Socket openWhenThereIsRoom() {
        return await().atMost(Duration.ofSeconds(20)).until(SessionEndIT::tryToOpen, Objects::nonNull);
    }

    private static @Nullable Socket tryToOpen() {
        Socket socket = Socket.unanswered(node, "/ws/r-1", List.of("sgad.v1"), bearer(TestTokens.of("r-1", "referee")));
        await().until(() -> socket.isWelcomed() || socket.closeCode().isDone());
        return socket.isWelcomed() ? socket : null;
    }
}
