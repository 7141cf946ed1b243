package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;

/** PostgreSQL goes away and comes back; the node says so, answers sensibly meanwhile, and goes on by itself. */
class DatabaseOutageIT extends ArtefactStory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOTIFICATION = "{\"user_id\":\"d-1\",\"title\":\"t\",\"message\":\"m\"}";

    @AfterEach
    void databaseRuns() {
        DevServices.current().postgres().start();
    }

    @Test
    void theNodeSurvivesItsDatabase() {
        Http http = http();
        try (Listener listener = Listener.of(http, "d-1")) {
            await().atMost(PATIENCE).until(() -> http.get("/health/ready").status() == 200);
            DevServices.current().postgres().kill();

            await().atMost(PATIENCE).until(() -> http.get("/health/ready").status() == 503);
            assertThat(http.get("/health/live").status()).isEqualTo(200);
            assertThat(http.metric("sgad_database_up")).isZero();
            Http.Answer refused = http.post("/api/notifications", NOTIFICATION);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();

            DevServices.current().postgres().start();
            await().atMost(PATIENCE).until(() -> http.get("/health/ready").status() == 200);
            assertThat(http.post("/api/notifications", NOTIFICATION).status()).isEqualTo(202);
            listener.awaitEvents(1);
        }
    }

    @Test
    void theRecordersLagGrowsForAsLongAsItCannotRecord() throws IOException {
        Http http = http();
        await().atMost(PATIENCE).until(() -> http.metric("sgad_database_up") == 1);
        DevServices.current().postgres().kill();
        await().atMost(PATIENCE).until(() -> http.metric("sgad_database_up") == 0);

        try (Amqp other = new Amqp()) {
            other.publish("sgad.availability", "custom.other", Amqp.BARE, "{\"user_id\":\"d-2\"}");
            await().atMost(PATIENCE).until(() -> http.metric("sgad_recorder_lag_seconds") > 0);
            double lag = http.metric("sgad_recorder_lag_seconds");
            await().atMost(PATIENCE).until(() -> http.metric("sgad_recorder_lag_seconds") > lag + 1);
        }

        DevServices.current().postgres().start();
        await().atMost(PATIENCE).until(() -> http.metric("sgad_recorder_lag_seconds") == 0);
    }
}
