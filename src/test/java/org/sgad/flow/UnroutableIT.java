package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;

/** What the broker returns is not published: it shows why, holds up only its own subject, and goes out later. */
class UnroutableIT extends ArtefactStory {
    private static final String MATCHES = "sgad.matches";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aReturnedEventWaitsAndOnlyItsSubjectWaitsWithIt() throws Exception {
        Http http = http();
        try (Amqp other = new Amqp()) {
            List<String> queues = boundQueues();
            for (String queue : queues) {
                other.channel().queueUnbind(queue, MATCHES, "#");
            }
            String returned = publish(http, "match.assigned", "x-1", "assigned");
            await().atMost(PATIENCE).until(() -> attempts(http, returned) > 0);
            String held = publish(http, "availability.expired", "x-1", "held");
            String free = publish(http, "availability.expired", "x-2", "free");
            await().atMost(PATIENCE).until(() -> isPublished(http, free));
            int attempts = attempts(http, returned);
            await().atMost(PATIENCE).until(() -> attempts(http, returned) > attempts);

            assertThat(entry(http, returned).path("last_error").textValue()).startsWith("returned: NO_ROUTE");
            assertThat(isPublished(http, returned)).isFalse();
            assertThat(isPublished(http, held)).isFalse();

            for (String queue : queues) {
                other.channel().queueBind(queue, MATCHES, "#");
            }
            await().atMost(PATIENCE).until(() -> isPublished(http, returned) && isPublished(http, held));
            assertThat(entry(http, returned).path("last_error").isNull()).isTrue();
            assertThat(entry(http, held).path("published_at").textValue())
                    .isGreaterThan(entry(http, returned).path("published_at").textValue());
        }
    }

    private static List<String> boundQueues() {
        return DevServices.current()
                .rabbit()
                .ctl("-q", "list_bindings", "-p", "sgad_vhost", "source_name", "destination_name", "--no-table-headers")
                .lines()
                .map(line -> line.split("\\s+"))
                .filter(binding -> binding.length == 2 && binding[0].equals(MATCHES))
                .map(binding -> binding[1])
                .toList();
    }

    private static String publish(Http http, String type, String referee, String venue) throws IOException {
        String body = type.startsWith("match.")
                ? "{\"match_id\":\"m\",\"referee_id\":\"%s\",\"kickoff_at\":\"2026-10-17T15:30:00-05:00\",\"venue\":\"%s\",\"role\":\"var\"}"
                : "{\"referee_id\":\"%s\",\"week_number\":42,\"note\":\"%s\"}";
        Http.Answer answer = http.post("/api/events/" + type, body.formatted(referee, venue));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("event_id").textValue();
    }

    private static JsonNode entry(Http http, String id) {
        return http.get("/api/events/" + id).json();
    }

    private static int attempts(Http http, String id) {
        return entry(http, id).path("attempts").intValue();
    }

    private static boolean isPublished(Http http, String id) {
        return entry(http, id).path("published_at").isTextual();
    }
}
