package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraServer;
import org.sgad.security.TestTokens;

/** The main story on Payara Server, set up with the operators' script: the same WAR as on Payara Micro. */
class PayaraServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WEEK = "/api/availability/server-1/2099-W10";
    private static final String SLOTS = "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"08:00\",\"end\":\"12:00\"}]}";

    @Test
    void aFiledWeekIsClosedAndHeardByItsReferee() throws Exception {
        DevServices.current().freshData();
        try (PayaraServer server =
                DevServices.current().startServer(Map.of("SGAD_AUTH", "jwt", "JWT_SECRET", TestTokens.SECRET))) {
            ProcessHandle process = server.process().orElseThrow();
            Http http = new Http(server.port());
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(http.get("/health/ready").status()).isEqualTo(200));
            assertThat(http.get("/api/me").status()).isEqualTo(401);
            assertThat(http.get("/").status()).isEqualTo(200);

            String[] referee = bearer("server-1", "referee");
            String ticket = http.post("/api/ws-tickets", "", referee)
                    .json()
                    .path("ticket")
                    .textValue();
            try (Listener listener = Listener.of(http, "server-1?ticket=" + ticket)) {
                assertThat(http.put(WEEK, SLOTS, referee).status()).isEqualTo(200);
                assertThat(http.post("/api/closings", "{\"week\":\"2099-W10\"}", bearer("boss", "admin"))
                                .json()
                                .path("closed")
                                .intValue())
                        .isEqualTo(1);

                listener.awaitEvents(2);
                assertThat(listener.values("event_type"))
                        .containsExactly("availability.updated", "availability.closed");
                assertThat(http.put(WEEK, SLOTS, referee).status()).isEqualTo(409);
                assertThat(http.metric("sgad_events_delivered_total")).isGreaterThanOrEqualTo(2);

                server.stop();
                assertThat(listener.closeCode().get(15, TimeUnit.SECONDS)).isEqualTo(4001);
            }
            assertThat(process.isAlive()).isFalse();
            assertThat(Files.readString(server.log(), StandardCharsets.UTF_8))
                    .contains("drained: 1 of 1 sessions closed");
        }
    }

    private static String[] bearer(String user, String role) {
        return new String[] {"Authorization", "Bearer " + TestTokens.of(user, role)};
    }
}
