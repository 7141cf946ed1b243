package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** A client that does not read is closed, and nobody else notices. */
class SlowClientIT extends ArtefactStory {
    private static final String LARGE = "x".repeat(300_000);
    private static final int MORE_THAN_BUFFERS_HOLD = 200;
    private static final byte[] EMPTY_PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    @Test
    void aSendThatTakesOverFiveSecondsClosesItsSession() throws Exception {
        Http http = http();
        double closedBefore = http.metric("sgad_sessions_slow_closed_total");
        try (Socket deaf = deafClient("s-1")) {
            assertThat(deaf.isConnected()).isTrue();
            sendUntilOneIsInFlight(http, "s-1");

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> http.metric("sgad_sessions_slow_closed_total") == closedBefore + 1);
            awaitEnd(deaf);
        }
    }

    @Test
    void moreThanAMegabyteWaitingClosesTheSessionAndOthersGetEverything() throws Exception {
        Http http = http();
        double closedBefore = http.metric("sgad_sessions_slow_closed_total");
        try (Socket deaf = deafClient("s-2");
                Listener other = Listener.of(http, "s-3")) {
            assertThat(deaf.isConnected()).isTrue();
            for (int i = 0; i < MORE_THAN_BUFFERS_HOLD; i++) {
                publish(http, "s-2");
            }
            http.post("/api/notifications", "{\"user_id\":\"s-3\",\"title\":\"t\",\"message\":\"m\"}");

            other.awaitEvents(1);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> http.metric("sgad_sessions_slow_closed_total") == closedBefore + 1);
            assertThat(http.metric("sgad_sessions_open")).isEqualTo(1);
            awaitEnd(deaf);
        }
    }

    @Test
    void whoDoesNotReadThatItIsDisconnectedIsCutAllTheSame() throws Exception {
        Http http = http();
        try (Socket deaf = deafClient("s-4")) {
            String session = await().until(
                            () -> http.get("/api/sessions?user_id=s-4")
                                    .json()
                                    .at("/items/0/id")
                                    .asText(),
                            id -> !id.isEmpty());
            sendUntilOneIsInFlight(http, "s-4");

            assertThat(http.delete("/api/sessions/" + session).status()).isEqualTo(204);

            awaitEnd(deaf);
        }
    }

    /** The end of the connection itself, which one that does not read learns when it writes. */
    private static void awaitEnd(Socket deaf) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            try {
                deaf.getOutputStream().write(EMPTY_PONG);
                return false;
            } catch (IOException ended) {
                return true;
            }
        });
    }

    private static void sendUntilOneIsInFlight(Http http, String user) {
        for (int i = 0; i < MORE_THAN_BUFFERS_HOLD; i++) {
            double delivered = http.metric("sgad_events_delivered_total");
            publish(http, user);
            try {
                await().atMost(Duration.ofSeconds(3))
                        .until(() -> http.metric("sgad_events_delivered_total") > delivered);
            } catch (ConditionTimeoutException inFlight) {
                return;
            }
        }
        throw new AssertionError("the buffers between node and client took everything");
    }

    private static void publish(Http http, String user) {
        http.post(
                "/api/events",
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.large\",\"message\":{\"user_id\":\""
                        + user + "\",\"text\":\"" + LARGE + "\"}}");
    }

    /** Shakes hands, and never reads. */
    private Socket deafClient(String user) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), http().port());
        String handshake = "GET /ws/" + user + " HTTP/1.1\r\nHost: localhost:" + http().port()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 101");
        return socket;
    }
}
