package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** RabbitMQ is stopped, five updates are filed, RabbitMQ is started, five events are delivered in order. */
class BrokerOutageIT extends ArtefactStory {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AfterEach
    void brokerRuns() {
        DevServices.current().rabbit().start();
    }

    @Test
    void whatIsFiledWhileTheBrokerIsAwayIsDeliveredWhenItIsBack() {
        Http http = http();
        try (Listener listener = Listener.of(http, "b-1")) {
            DevServices.current().rabbit().stop();
            await().atMost(PATIENCE).until(() -> http.get("/health/ready").status() == 503);
            assertThat(http.get("/health/live").status()).isEqualTo(200);

            for (int hour = 8; hour < 13; hour++) {
                assertThat(file(http, "b-1", hour)).isEqualTo(200);
            }
            assertThat(http.get("/api/events?subject=b-1").json().path("items"))
                    .hasSize(5)
                    .allSatisfy(entry ->
                            assertThat(entry.path("published_at").isNull()).isTrue());

            DevServices.current().rabbit().start();
            listener.awaitEvents(5);

            assertThat(listener.events().stream()
                            .map(event ->
                                    event.path("slots").path(0).path("start").textValue()))
                    .containsExactly("08:00", "09:00", "10:00", "11:00", "12:00");
            await().atMost(PATIENCE).until(() -> http.get("/health/ready").status() == 200);
        }
    }

    @Test
    void aNodeThatStartsWithoutABrokerDeploysAndPublishesLater() {
        DevServices.current().rabbit().stop();
        try (PayaraNode late = DevServices.current().startUnreadyNode(Map.of())) {
            Http http = new Http(late.port());
            assertThat(http.get("/health/ready").status()).isEqualTo(503);
            assertThat(file(http, "b-2", 8)).isEqualTo(200);

            DevServices.current().rabbit().start();

            await().atMost(PATIENCE)
                    .until(() -> !http.get("/api/events?subject=b-2")
                            .json()
                            .at("/items/0/published_at")
                            .isNull());
        }
    }

    private static int file(Http http, String referee, int hour) {
        return http.put(
                        "/api/availability/" + referee + "/2099-W10",
                        "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"%02d:00\",\"end\":\"20:00\"}]}"
                                .formatted(hour))
                .status();
    }
}
