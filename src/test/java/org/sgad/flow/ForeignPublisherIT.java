package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What another service publishes is recorded and delivered once, whatever it leaves out, however often it sends it. */
class ForeignPublisherIT extends ArtefactStory {
    @Test
    void aBareMessageSentTwiceIsOneEvent() throws Exception {
        Http http = http();
        String bare =
                "{\"referee_id\":\"f-1\",\"week_number\":42,\"closed_at\":\"2026-10-16T15:00:00\",\"total_slots\":7}";
        try (Listener listener = Listener.of(http, "f-1");
                Amqp other = new Amqp()) {
            other.publish("sgad.availability", "availability.closed.f-1", Amqp.BARE, bare);
            other.publish("sgad.availability", "availability.closed.f-1", Amqp.BARE, bare);
            other.publish("sgad.availability", "availability.updated.f-1", Amqp.BARE, "{\"referee_id\":\"f-1\"}");

            JsonNode first = listener.awaitEvents(2).get(0);

            assertThat(listener.values("event_type")).containsExactly("availability.closed", "availability.updated");
            assertThat(first.path("total_slots").intValue()).isEqualTo(7);
            assertThat(recorded(http, "f-1", 2)).element(0).satisfies(entry -> {
                assertThat(entry.path("event_id")).isEqualTo(first.path("event_id"));
                assertThat(entry.path("ours").booleanValue()).isFalse();
                assertThat(entry.path("message")).isEqualTo(first);
            });
        }
    }

    @Test
    void itsOwnIdsAndHeadersAreKept() throws Exception {
        Http http = http();
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .messageId("their-id")
                .type("custom.event")
                .headers(Map.of("priority", "high", "x-sgad-log", "1 their-id"))
                .build();
        try (Listener listener = Listener.of(http, "f-2");
                Amqp other = new Amqp()) {
            other.publish("sgad.availability", "custom.event.type", properties, "{\"user_id\":\"f-2\",\"n\":1.0}");

            assertThat(listener.awaitEvents(1))
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event)
                                    .hasToString(
                                            "{\"event_type\":\"custom.event\",\"event_id\":\"their-id\",\"user_id\":\"f-2\",\"n\":1.0}"));
            assertThat(recorded(http, "f-2", 1))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.path("headers")).hasToString("{\"priority\":\"high\"}"));
        }
    }

    @Test
    void aTimestampInMillisecondsIsTakenAsNone() throws Exception {
        Http http = http();
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .timestamp(Date.from(Instant.ofEpochSecond(1_790_000_000_000L)))
                .build();
        try (Amqp other = new Amqp()) {
            other.publish("sgad.availability", "custom.late", properties, "{\"user_id\":\"f-4\"}");

            assertThat(recorded(http, "f-4", 1))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry.path("occurred_at").textValue()).startsWith("20"));
        }
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndStopsNobody() throws Exception {
        Http http = http();
        try (Listener listener = Listener.of(http, "f-3");
                Amqp other = new Amqp()) {
            other.publish("sgad.matches", "match.assigned.f-3", Amqp.BARE, "no JSON at all");
            other.publish("sgad.matches", "match.assigned.f-3", Amqp.BARE, "{\"match_id\":\"m\"}");

            assertThat(listener.awaitEvents(1))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.path("match_id").textValue()).isEqualTo("m"));
            assertThat(new DeadLetterBox(http).awaitLetters("queue=sgad.event-log", 1))
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(letter.path("body").textValue()).isEqualTo("no JSON at all"));
        }
    }

    private static List<JsonNode> recorded(Http http, String subject, int count) throws IOException {
        return await().until(
                        () -> http.get("/api/events?subject=" + subject)
                                .json()
                                .path("items")
                                .valueStream()
                                .toList(),
                        items -> items.size() >= count);
    }
}
