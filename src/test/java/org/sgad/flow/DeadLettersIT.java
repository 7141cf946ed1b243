package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;

/** What any service's queue gives up is parked with all it had, and goes back as it was, or is discarded. */
class DeadLettersIT extends ArtefactStory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DEFAULT_EXCHANGE = "";

    @Test
    void aMessageThatExpiresInTheSeedsQueueIsParkedWithAllItHad() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .messageId("m-1")
                .type("custom.event")
                .contentType("application/json")
                .correlationId("c-1")
                .timestamp(Date.from(Instant.parse("2026-10-16T20:00:00Z")))
                .headers(Map.of("priority", "high", "nested", Map.of("list", List.of(1, "two"))))
                .build();
        try (Amqp other = new Amqp()) {
            other.queue("availability-events", Map.of("x-message-ttl", 200));
            other.channel().queueBind("availability-events", "sgad.availability", "custom.seed.#");
            other.publish("sgad.availability", "custom.seed.x", properties, "{\"user_id\":\"d-1\"}");

            JsonNode letter = box.awaitLetter("availability-events");

            assertThat(letter.path("reason").textValue()).isEqualTo("expired");
            assertThat(letter.path("exchange").textValue()).isEqualTo("sgad.availability");
            assertThat(letter.path("routing_key").textValue()).isEqualTo("custom.seed.x");
            assertThat(letter.path("count").intValue()).isEqualTo(1);
            assertThat(letter.path("body").textValue()).isEqualTo("{\"user_id\":\"d-1\"}");
            assertThat(letter.path("body_encoding").textValue()).isEqualTo("utf-8");
            assertThat(letter.path("actor").isNull()).isTrue();
            assertThat(letter.path("headers").path("nested")).hasToString("{\"list\":[1,\"two\"]}");
            assertThat(letter.at("/headers/x-death/0/queue").textValue()).isEqualTo("availability-events");
            assertThat(letter.path("properties").path("message_id").textValue()).isEqualTo("m-1");
            assertThat(letter.path("properties").path("timestamp").textValue()).isEqualTo("2026-10-16T20:00:00Z");
            assertThat(Instant.parse(letter.path("parked_at").textValue())).isNotNull();
        }
    }

    @Test
    void aMessageThatItsServiceNeverManagesIsParkedAtItsQueuesLimit() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        try (Amqp other = new Amqp()) {
            String queue = other.queue("limited", Map.of("x-queue-type", "quorum", "x-delivery-limit", 1));
            other.publish(DEFAULT_EXCHANGE, queue, Amqp.BARE, "too hard");
            for (int delivery = 0; delivery < 2; delivery++) {
                GetResponse next = await().atMost(PATIENCE)
                        .until(() -> other.channel().basicGet(queue, false), response -> response != null);
                other.channel().basicReject(next.getEnvelope().getDeliveryTag(), true);
            }

            JsonNode letter = box.awaitLetter(queue);

            assertThat(letter.path("reason").textValue()).isEqualTo("delivery_limit");
            assertThat(letter.path("headers").has("x-delivery-count"))
                    .as("the intake's own count")
                    .isFalse();
        }
    }

    @Test
    void aRefusedLetterHoldsBackTheLaterOnesOfItsSubjectAlone() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        try (Amqp other = new Amqp()) {
            String queue = other.queue("shrunk", Map.of());
            for (String body : List.of(largeOf("u-1"), "{\"user_id\":\"u-1\"}", "{\"user_id\":\"u-2\"}")) {
                other.publish(DEFAULT_EXCHANGE, queue, Amqp.BARE, body);
                other.reject(queue);
            }
            String first =
                    box.awaitLetters("queue=" + queue, 3).get(0).path("id").asText();
            other.channel().queueDelete(queue);
            other.queue(queue, Map.of("x-max-length-bytes", 1_000, "x-overflow", "reject-publish"));

            box.requeueMany("{\"queue\":\"shrunk\"}");

            assertThat(other.next(queue).getBody()).asString().contains("u-2");
            await().atMost(PATIENCE)
                    .until(
                            () -> box.letters("queue=" + queue),
                            letters -> letters.size() == 2
                                    && letters.stream()
                                            .allMatch(letter ->
                                                    letter.path("last_error").isTextual()));
            assertThat(box.letters("queue=" + queue))
                    .extracting(letter -> letter.path("last_error").textValue())
                    .containsExactly(
                            "the queue takes no more now (nack)",
                            "held back behind dead letter " + first + ": the queue takes no more now (nack)");
        }
    }

    private static String largeOf(String user) {
        return "{\"user_id\":\"" + user + "\",\"note\":\"" + "x".repeat(2_000) + "\"}";
    }

    @Test
    void ofManyWhoTouchALetterAtOnceOneWins() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        try (Amqp other = new Amqp()) {
            String queue = other.queue("contested", Map.of());
            other.publish(DEFAULT_EXCHANGE, queue, Amqp.BARE, "one");
            other.reject(queue);
            String id = box.awaitLetter(queue).path("id").asText();

            List<Integer> statuses = Stream.of(true, false, true, false, true, false)
                    .map(requeue ->
                            CompletableFuture.supplyAsync(() -> (requeue ? box.requeue(id) : box.discard(id)).status()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(statuses).filteredOn(status -> status < 300).hasSize(1);
            assertThat(statuses).filteredOn(status -> status >= 300).allMatch(status -> status == 404 || status == 409);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(box.audit(id)).hasSize(1));
        }
    }

    @Test
    void whatComesBackIsAsItWasAndDiesAgainWithItsCount() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .messageId("m-2")
                .replyTo("somewhere")
                .priority(3)
                .deliveryMode(2)
                .expiration("600000")
                .headers(Map.of("attempt", 7L, "table", Map.of("a", true)))
                .build();
        try (Amqp other = new Amqp()) {
            String queue = other.queue("round-trip", Map.of("x-queue-type", "quorum"));
            other.publish(DEFAULT_EXCHANGE, queue, properties, "body");
            other.reject(queue);
            String id = box.awaitLetter(queue).path("id").asText();

            Http.Answer answer = box.requeue(id);

            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            GetResponse back = await().atMost(PATIENCE)
                    .until(() -> other.channel().basicGet(queue, false), response -> response != null);
            assertThat(new String(back.getBody(), StandardCharsets.UTF_8)).isEqualTo("body");
            assertThat(back.getProps().getMessageId()).isEqualTo("m-2");
            assertThat(back.getProps().getReplyTo()).isEqualTo("somewhere");
            assertThat(back.getProps().getPriority()).isEqualTo(3);
            assertThat(back.getProps().getExpiration()).isEqualTo("600000");
            assertThat(back.getProps().getHeaders())
                    .containsEntry("attempt", 7L)
                    .containsEntry("table", Map.of("a", true))
                    .containsEntry("x-sgad-requeued", 1)
                    .hasEntrySatisfying(
                            "x-sgad-requeued-by", by -> assertThat(by).hasToString("anonymous"))
                    .doesNotContainKeys("x-death", "x-first-death-queue");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(box.letters("queue=" + queue)).isEmpty());
            assertThat(box.audit(id)).singleElement().satisfies(entry -> {
                assertThat(entry.path("event_type").textValue()).isEqualTo("audit.dead_letter.requeued");
                assertThat(entry.path("actor").textValue()).isEqualTo("anonymous");
                assertThat(entry.path("message").path("queue").textValue()).isEqualTo(queue);
            });

            other.channel().basicReject(back.getEnvelope().getDeliveryTag(), false);
            JsonNode again = box.awaitLetter(queue);
            assertThat(again.path("requeued").intValue()).isEqualTo(1);
            assertThat(again.path("count").intValue()).isEqualTo(1);
            assertThat(again.path("actor").textValue()).isEqualTo("anonymous");
        }
    }

    @Test
    void whatComesBackToOurQueueIsTheEventThatItWas() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        Map<String, Object> death = Map.of(
                "reason", "expired",
                "queue", "sgad.event-log",
                "exchange", "sgad.availability",
                "routing-keys", List.of("availability.closed.d-back"));
        try (Amqp other = new Amqp()) {
            other.publish(
                    "sgad.dlx",
                    "availability.closed.d-back",
                    new AMQP.BasicProperties.Builder()
                            .headers(Map.of("x-death", List.of(death)))
                            .build(),
                    "{\"week_number\":42}");

            box.requeue(box.awaitLetter("sgad.event-log").path("id").asText());

            JsonNode event = await().atMost(PATIENCE)
                    .until(
                            () -> http().get("/api/events?subject=d-back")
                                    .json()
                                    .path("items"),
                            items -> !items.isEmpty())
                    .get(0);
            assertThat(event.path("event_type").textValue()).isEqualTo("availability.closed");
            assertThat(event.path("exchange").textValue()).isEqualTo("sgad.availability");
            assertThat(event.path("routing_key").textValue()).isEqualTo("availability.closed.d-back");
            assertThat(event.path("event_id").textValue())
                    .isEqualTo(EventId.ofMessage(
                                    "sgad.availability",
                                    "availability.closed.d-back",
                                    "{\"week_number\":42}".getBytes(StandardCharsets.UTF_8))
                            .value());
        }
    }

    @Test
    void aLetterWhoseQueueIsGoneStaysAndSaysWhy() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        try (Amqp other = new Amqp()) {
            String queue = other.queue("short-lived", Map.of());
            other.publish(DEFAULT_EXCHANGE, queue, Amqp.BARE, "stays");
            other.reject(queue);
            String id = box.awaitLetter(queue).path("id").asText();
            other.channel().queueDelete(queue);

            assertThat(box.requeue(id).status()).isEqualTo(202);

            await().atMost(PATIENCE).until(() -> box.find(id).path("last_error").isTextual());
            assertThat(box.find(id).path("last_error").textValue()).isEqualTo("the queue 'short-lived' does not exist");
            assertThat(box.find(id).path("requeue_requested_at").isNull()).isTrue();

            other.queue("short-lived", Map.of());
            assertThat(box.requeue(id).status()).isEqualTo(202);
            assertThat(other.next(queue).getBody()).asString().isEqualTo("stays");
        }
    }

    @Test
    void lettersOfOneSubjectGoBackInTheOrderOfTheirDeath() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        int letters = 30;
        try (Amqp other = new Amqp()) {
            String queue = other.queue("in-order", Map.of("x-queue-type", "quorum"));
            for (int i = 0; i < letters; i++) {
                other.publish(DEFAULT_EXCHANGE, queue, Amqp.BARE, "" + i);
            }
            for (int i = 0; i < letters; i++) {
                other.reject(queue);
            }
            List<JsonNode> parked = box.awaitLetters("queue=" + queue, letters);
            assertThat(parked)
                    .extracting(letter -> letter.path("body").textValue())
                    .containsExactlyElementsOf(numbers(letters));

            // the last one is asked for first
            String last = parked.get(letters - 1).path("id").asText();
            Http.Answer many = box.requeueMany(
                    "{\"ids\":[\"" + last + "\",\"" + parked.get(0).path("id").asText() + "\",\"0\"]}");
            assertThat(many.json().path("requeued").intValue()).isEqualTo(2);
            assertThat(many.json().path("refused"))
                    .singleElement()
                    .satisfies(refusal ->
                            assertThat(refusal.path("message").textValue()).startsWith("There is no dead letter '0'"));
            assertThat(other.next(queue).getBody()).asString().isEqualTo("0");
            assertThat(other.next(queue).getBody()).asString().isEqualTo("" + (letters - 1));

            assertThat(box.requeueMany("{\"queue\":\"in-order\"}")
                            .json()
                            .path("requeued")
                            .intValue())
                    .isEqualTo(letters - 2);
            for (int i = 1; i < letters - 1; i++) {
                assertThat(other.next(queue).getBody()).asString().isEqualTo("" + i);
            }
        }
    }

    @Test
    void aDiscardedLetterIsGoneAndTheLogKnowsWhoDidIt() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        try (Amqp other = new Amqp()) {
            String queue = other.queue("discarding", Map.of());
            other.publish(DEFAULT_EXCHANGE, queue, Amqp.BARE, "unwanted");
            other.reject(queue);
            String id = box.awaitLetter(queue).path("id").asText();

            assertThat(box.discard(id).status()).isEqualTo(204);

            assertThat(box.discard(id).status()).isEqualTo(404);
            assertThat(box.requeue(id).status()).isEqualTo(404);
            assertThat(box.requeue("no-number").status()).isEqualTo(404);
            assertThat(http().get("/api/dead-letters/" + id).status()).isEqualTo(404);
            await().untilAsserted(() -> assertThat(box.audit(id))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry.path("event_type").textValue()).isEqualTo("audit.dead_letter.discarded")));
        }
    }

    @Test
    void whatSomebodyPublishedToTheExchangeItselfIsParkedAndHasNowhereToGo() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        Map<String, Object> invented =
                Map.of("x-death", "a text", "nul", "a\0b", "long", "x".repeat(50_000), "bytes", new byte[] {1, 2});
        try (Amqp other = new Amqp()) {
            other.publish(
                    "sgad.dlx",
                    "key\0with.nul",
                    new AMQP.BasicProperties.Builder().headers(invented).build(),
                    "");

            JsonNode letter = box.awaitLetters("reason=unknown&routing_key=key%EF%BF%BDwith.nul", 1)
                    .get(0);

            assertThat(letter.path("queue").isNull()).isTrue();
            assertThat(letter.path("routing_key").textValue()).isEqualTo("key\uFFFDwith.nul");
            assertThat(letter.path("headers").path("nul").textValue()).isEqualTo("a\0b");
            assertThat(letter.path("headers").path("bytes").textValue()).isEqualTo("AQI=");
            Http.Answer refused = box.requeue(letter.path("id").asText());
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("nothing tells the queue");
        }
    }

    @Test
    void headersNestedAsDeepAsAFrameIsLongEndNoConnection() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        try (Amqp other = new Amqp()) {
            // encoding it takes a deep stack, too
            Thread publisher = new Thread(null, () -> publishDeep(other), "deep", 1L << 30);
            publisher.start();
            publisher.join();
            other.publish("sgad.dlx", "after", Amqp.BARE, "after");

            box.awaitLetters("routing_key=after", 1);
            JsonNode letter = box.awaitLetters("routing_key=deep", 1).get(0);
            assertThat(letter.path("headers")).hasToString("{\"deep\":\"…\",\"flat\":1,\"x-sgad-unreadable\":true}");
            assertThat(box.requeue(letter.path("id").asText()).status()).isEqualTo(409);
        }
    }

    private static void publishDeep(Amqp other) {
        Object deep = 1;
        for (int i = 0; i < 25_000; i++) {
            deep = List.of(deep);
        }
        try {
            other.publish(
                    "sgad.dlx",
                    "deep",
                    new AMQP.BasicProperties.Builder()
                            .headers(new TreeMap<>(Map.of("deep", deep, "flat", 1)))
                            .build(),
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void largeAndBinaryBodiesArriveAndGoBackWhole() throws Exception {
        DeadLetterBox box = new DeadLetterBox(http());
        byte[] body = new byte[3 << 20];
        new Random(1).nextBytes(body);
        try (Amqp other = new Amqp()) {
            String queue = other.queue("large", Map.of("x-queue-type", "quorum"));
            other.channel().basicPublish(DEFAULT_EXCHANGE, queue, Amqp.BARE, body);
            other.reject(queue);

            JsonNode listed = box.awaitLetter(queue);

            assertThat(listed.path("body_encoding").textValue()).isEqualTo("base64");
            assertThat(listed.path("body_bytes").intValue()).isEqualTo(body.length);
            assertThat(listed.path("body_cut").booleanValue()).isTrue();
            assertThat(Base64.getDecoder().decode(listed.path("body").textValue()))
                    .hasSize(64 << 10);
            JsonNode whole = new ObjectMapper()
                    .readTree(
                            http().get("/api/dead-letters/" + listed.path("id").asText())
                                    .text());
            assertThat(whole.path("body_cut").booleanValue()).isFalse();
            assertThat(Base64.getDecoder().decode(whole.path("body").textValue()))
                    .isEqualTo(body);

            box.requeue(listed.path("id").asText());
            assertThat(other.next(queue).getBody()).isEqualTo(body);
        }
    }

    @Test
    void aMisspeltFilterSendsNothingBack() {
        Http.Answer answer = new DeadLetterBox(http()).requeueMany("{\"queu\":\"in-order\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo("queu");
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
