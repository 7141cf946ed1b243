package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;

/** Letters wait while database or broker are away; what was asked for before is done after. */
class DeadLetterOutageIT extends ArtefactStory {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 2_000;

    @AfterEach
    void partsRun() {
        DevServices.current().postgres().start();
        DevServices.current().rabbit().start();
    }

    @Test
    void lettersWaitForTheDatabase() throws Exception {
        Http http = http();
        DeadLetterBox box = new DeadLetterBox(http);
        try (Amqp other = new Amqp()) {
            other.publish("sgad.dlx", "before", Amqp.BARE, "the intake works");
            box.awaitLetters("routing_key=before", 1);
            DevServices.current().postgres().kill();
            for (int i = 0; i < 50; i++) {
                other.publish("sgad.dlx", "meanwhile", Amqp.BARE, "" + i);
            }
            await().atMost(PATIENCE).until(() -> http.get("/health/ready").status() == 503);

            DevServices.current().postgres().start();

            await().atMost(PATIENCE).until(() -> http.get("/health/ready").status() == 200);
            assertThat(box.awaitLetters("routing_key=meanwhile", 50))
                    .extracting(letter -> letter.path("body").textValue())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 50).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void whatWasAskedForGoesBackWhenTheBrokerDoes() throws Exception {
        Http http = http();
        DeadLetterBox box = new DeadLetterBox(http);
        String queue;
        AMQP.BasicProperties persistent =
                new AMQP.BasicProperties.Builder().deliveryMode(2).build();
        try (Amqp other = new Amqp()) {
            queue = other.queue("patient", Map.of());
            other.publish("", queue, persistent, "waits");
            other.reject(queue);
            box.awaitLetter(queue);
        }
        String id = box.awaitLetter(queue).path("id").asText();
        // not killed: a broker that is forgets a queue that was declared a moment ago
        DevServices.current().rabbit().stop();

        assertThat(box.requeue(id).status()).isEqualTo(202);
        assertThat(box.requeue(id).status()).isEqualTo(409);
        assertThat(box.discard(id).status()).isEqualTo(409);
        assertThat(box.find(id).path("requeue_requested_at").isTextual()).isTrue();

        DevServices.current().rabbit().start();
        try (Amqp again = new Amqp()) {
            assertThat(again.next(queue).getBody()).asString().isEqualTo("waits");
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(box.letters("queue=" + queue)).isEmpty());
    }

    @Test
    void manyGoBackOnOneRequest() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        try (Amqp other = new Amqp()) {
            String queue = other.queue("many", Map.of("x-message-ttl", 0));
            for (int i = 0; i < MANY; i++) {
                other.publish("", queue, Amqp.BARE, "{\"user_id\":\"u-" + i % 250 + "\",\"n\":" + i + "}");
            }
            await().atMost(PATIENCE).until(() -> parked(queue) == MANY);
            other.channel().queueDelete(queue);
            other.queue(queue, Map.of("x-queue-type", "quorum"));

            assertThat(box.requeueMany("{\"queue\":\"many\"}")
                            .json()
                            .path("requeued")
                            .intValue())
                    .isEqualTo(MANY);

            await().atMost(PATIENCE).until(() -> other.channel().messageCount(queue) == MANY && parked(queue) == 0);
        }
    }

    private static int parked(String queue) throws SQLException {
        try (Connection database = DevServices.current().connect();
                PreparedStatement count =
                        database.prepareStatement("select count(*) from dead_letter where queue = ?")) {
            count.setString(1, queue);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
