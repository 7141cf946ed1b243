package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/**
 * RabbitMQ stops reading in the middle of a message and says nothing: the node notices, holds nobody up, stops in good
 * order, and publishes everything later.
 */
class SilentBrokerIT {
    private static final Duration NOTICED = Duration.ofSeconds(12);
    private static final Duration RECOVERED = Duration.ofSeconds(20);
    private static final String LARGE = "x".repeat(300_000);
    private static final int MORE_THAN_BUFFERS_HOLD = 80;

    private PayaraNode node;
    private Http http;

    @BeforeEach
    void startNode() {
        DevServices.current().freshData();
        node = DevServices.current().startNode(Map.of());
        http = new Http(node.port());
    }

    @AfterEach
    void brokerAnswers() {
        DevServices.current().rabbit().thaw();
        node.close();
    }

    @Test
    void whatIsBeingWrittenIsGivenUpAndGoesOutLater() {
        DevServices.current().rabbit().freeze();
        IntStream.range(0, MORE_THAN_BUFFERS_HOLD).forEach(i -> publish());
        String last = publish();

        await().atMost(NOTICED).until(() -> http.get("/health/ready").status() == 503);
        await().atMost(NOTICED)
                .until(() ->
                        DevServices.current().number("select count(*) from pg_locks where locktype = 'advisory'") == 0);
        await().atMost(NOTICED)
                .until(() -> http.get("/api/events/" + last)
                        .json()
                        .path("last_error")
                        .isTextual());
        assertThat(DevServices.current().number("select count(*) from event_log where next_attempt_at is not null"))
                .isZero();

        DevServices.current().rabbit().thaw();
        await().atMost(RECOVERED)
                .until(() ->
                        DevServices.current().number("select count(*) from event_log where published_at is null") == 0);
        assertThat(http.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aStoppingNodeTellsWhatRemains() {
        DevServices.current().rabbit().freeze();
        publish();
        await().atMost(NOTICED).until(() -> http.get("/health/ready").status() == 503);

        node.stop();

        assertThat(log()).contains("relay stopped, 1 events remain unpublished");
    }

    private String publish() {
        Http.Answer answer = http.post(
                "/api/events",
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.large\",\"message\":{\"user_id\":\"q-1\","
                        + "\"text\":\"" + LARGE + "\"}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("event_id").textValue();
    }

    private String log() {
        try {
            return Files.readString(node.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
