package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A message on which its consumer fails every time is tried five times and parked, and nobody waits for it. */
@Story
class PoisonIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int GOOD = 100;
    private static final int POISONOUS = 5;

    @ArquillianResource
    private URL node;

    @Deployment(testable = false)
    static WebArchive artefactWithAStumblingService() {
        return Story.Deployments.artefact()
                .addClasses(StumblingService.class, StumblingService.Seen.class, StumblingService.Resource.class);
    }

    @Test
    void poisonIsTriedFiveTimesAndTheOthersArriveMeanwhile() throws Exception {
        Http http = new Http(node.getPort());
        try (Amqp other = new Amqp()) {
            String queue = other.queue(
                    StumblingService.QUEUE,
                    Map.of("x-queue-type", "quorum", "x-delivery-limit", 5, "x-message-ttl", 86_400_000));
            await().atMost(PATIENCE)
                    .until(() -> other.channel().consumerCount(queue) > 0
                            && http.get("/health/ready").status() == 200);

            for (int i = 0; i < GOOD; i++) {
                if (i % (GOOD / POISONOUS) == GOOD / POISONOUS / 2) {
                    other.publish("", queue, Amqp.BARE, "poison");
                }
                other.publish("", queue, Amqp.BARE, Long.toString(System.currentTimeMillis()));
            }

            await().atMost(PATIENCE)
                    .until(() ->
                            http.get("/api/stumbling").json().path("latencies").size() >= GOOD);
            JsonNode letter = new DeadLetterBox(http)
                    .awaitLetters("queue=" + queue, POISONOUS)
                    .get(0);
            JsonNode seen = http.get("/api/stumbling").json();
            assertThat(seen.path("attempts")).hasToString("[1,2,3,4,5]");
            assertThat(seen.path("latencies")).hasSize(GOOD);
            assertThat(seen.path("latencies"))
                    .allSatisfy(millis -> assertThat(millis.longValue()).isLessThan(1_000));
            assertThat(letter.path("body").textValue()).isEqualTo("poison");
            assertThat(letter.path("reason").textValue()).isEqualTo("rejected");
            assertThat(http.get("/metrics").text())
                    .containsPattern("sgad_deliveries_given_up_total\\{[^}]*} 5")
                    .containsPattern("sgad_dead_letters_parked_total\\{[^}]*} 5");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(http.get("/metrics").text()).containsPattern("sgad_dead_letters\\{[^}]*} 5"));
        }
    }
}
