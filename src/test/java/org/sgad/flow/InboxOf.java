package org.sgad.flow;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** One user's inbox over HTTP. */
record InboxOf(Http http, String user) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    JsonNode page(String query) {
        return http.get("/api/users/" + user + "/notifications" + query).json();
    }

    List<JsonNode> items() {
        return page("?limit=1000").path("items").valueStream().toList();
    }

    List<String> values(String field) {
        return items().stream().map(item -> item.path(field).asText()).toList();
    }

    long unread() {
        return page("").path("unread").longValue();
    }

    List<JsonNode> awaitItems(int count) {
        return await().atMost(PATIENCE).until(this::items, items -> items.size() >= count);
    }

    JsonNode awaitItem(String event) {
        return awaitItem(event, item -> true);
    }

    JsonNode awaitItem(String event, Predicate<JsonNode> state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> items().stream()
                                .filter(item -> item.path("event_id").asText().equals(event) && state.test(item))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    Http.Answer read(String event) {
        return http.post("/api/users/" + user + "/notifications/" + event + "/read", "");
    }

    Http.Answer prefer(String preferences) {
        return http.put("/api/users/" + user + "/preferences", preferences);
    }
}
