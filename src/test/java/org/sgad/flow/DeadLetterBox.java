package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.hamcrest.Matchers;

/** The parked letters as an administrator sees them. */
record DeadLetterBox(Http http) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Those that pass a filter, such as {@code queue=q}, in the order of their death. */
    List<JsonNode> letters(String filter) {
        Http.Answer answer = http.get("/api/dead-letters?limit=1000&" + filter);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }

    /** Those that pass a filter, when there are so many. */
    List<JsonNode> awaitLetters(String filter, int count) {
        return await().atMost(PATIENCE).until(() -> letters(filter), Matchers.hasSize(count));
    }

    JsonNode awaitLetter(String queue) {
        return awaitLetters("queue=" + queue, 1).get(0);
    }

    Http.Answer requeue(String id) {
        return http.post("/api/dead-letters/" + id + "/requeue", "");
    }

    Http.Answer requeueMany(String which) {
        return http.post("/api/dead-letters/requeue", which);
    }

    Http.Answer discard(String id) {
        return http.delete("/api/dead-letters/" + id);
    }

    JsonNode find(String id) {
        return http.get("/api/dead-letters/" + id).json();
    }

    /** The log's audit events about a letter. */
    List<JsonNode> audit(String id) {
        return http.get("/api/events?type=audit.*&limit=1000")
                .json()
                .path("items")
                .valueStream()
                .filter(entry ->
                        entry.path("message").path("dead_letter_id").textValue().equals(id))
                .toList();
    }
}
