package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.flow.Http;

/** A transaction that took its entry in the log early commits late, when readers have seen later ones. */
class LateCommitIT extends Fault {
    private static final String USER = "late-1";
    private static final int CUT_EVERY = 10;
    private static final Duration POLL = Duration.ofMillis(5);

    private static final String APPEND = """
            insert into event_log
              (event_id, event_type, subject, exchange, routing_key, body, ours, actor, occurred_at)
            values (?, 'custom.late', ?, 'sgad.availability', 'custom.late', ?, true, 'fault suite', now())
            """;

    private @Nullable String readUpTo;

    LateCommitIT() {
        super(1);
    }

    @Test
    void neitherAReaderOfTheLogNorAClientThatComesBackMissesIt() throws Exception {
        int trials = Rounds.of(200, 1_000);
        List<String> late = new ArrayList<>();
        List<String> read = new ArrayList<>();
        try (RecoveringClient client = RecoveringClient.of(USER, https());
                Connection database = DevServices.current().connect()) {
            database.setAutoCommit(false);
            for (int trial = 0; trial < trials; trial++) {
                late.add(append(database));
                String timely = publish();
                await().pollInterval(POLL).until(() -> {
                    read.addAll(readOn());
                    return read.contains(timely);
                });
                await().pollInterval(POLL).until(() -> client.hasSeen(List.of(timely)));
                if (trial % CUT_EVERY == 0) {
                    client.cut();
                }
                database.commit();
            }
            await().atMost(PATIENCE).untilAsserted(() -> {
                read.addAll(readOn());
                assertThat(read).containsAll(late);
            });
            secondsUntilDrained(List.of(client), PATIENCE);
            assertThat(read).as("each once").doesNotHaveDuplicates();
            assertThat(client.hasSeen(late)).isTrue();
            Figures.of("late commit below a seen position")
                    .put("trials", trials)
                    .put("read", read.size())
                    .add(promiseKept(List.of(client), late))
                    .print();
        }
    }

    /** Appended, and not committed. */
    private static String append(Connection database) throws SQLException {
        String id = UUID.randomUUID().toString();
        try (PreparedStatement append = database.prepareStatement(APPEND)) {
            append.setString(1, id);
            append.setString(2, USER);
            append.setString(
                    3, "{\"event_type\":\"custom.late\",\"event_id\":\"" + id + "\",\"user_id\":\"" + USER + "\"}");
            append.executeUpdate();
        }
        return id;
    }

    private String publish() {
        return http(0).post(
                        "/api/events",
                        "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.timely\",\"message\":{\"user_id\":\""
                                + USER + "\"}}")
                .json()
                .path("event_id")
                .asText();
    }

    /** What the log has after what was read before. */
    private List<String> readOn() {
        String after = readUpTo == null ? "" : "&after=" + readUpTo;
        Http.Answer page = http(0).get("/api/events?subject=" + USER + "&limit=1000" + after);
        List<String> ids = new ArrayList<>();
        for (JsonNode item : page.json().path("items")) {
            ids.add(item.path("event_id").asText());
            readUpTo = item.path("cursor").asText();
        }
        return ids;
    }
}
