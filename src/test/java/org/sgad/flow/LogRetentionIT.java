package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** A node that keeps two months of the log, which had events of last year. */
class LogRetentionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static PayaraNode node;

    @BeforeAll
    static void startTheNode() {
        DevServices.current().freshData();
        node = DevServices.current().startNode(Map.of("SGAD_LOG_RETENTION_MONTHS", "2", "SGAD_INBOX_DAYS", "30"));
    }

    @AfterAll
    static void endTheNode() {
        node.close();
    }

    @Test
    void lastYearGoesAndWhoeverMissedSomeOfItIsTold() throws SQLException {
        Http http = new Http(node.port());
        String first;
        String last;
        try (SgadClient client = SgadClient.of(http, "r-1")) {
            first = client.cursor();
        }
        insertLastYear(3);
        await().atMost(PATIENCE)
                .until(() -> DevServices.current()
                                .number("select retired - (select count(*) from event_log where subject = 'r-1')"
                                        + " from event_log_head")
                        >= 3);
        try (SgadClient client = SgadClient.of(http, "r-1")) {
            last = client.cursor();
        }
        assertThat(last).isNotEqualTo(first);
        http.post(
                "/api/events",
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.story\",\"message\":{\"user_id\":\"r-1\",\"n\":4}}");

        try (SgadClient missedSome = SgadClient.of(http, "r-1", "?cursor=" + first);
                SgadClient missedNone = SgadClient.of(http, "r-1", "?cursor=" + last)) {
            assertThat(missedSome.awaitEvents(1)).hasSize(1);
            assertThat(missedSome.values("n")).containsExactly("4");
            assertThat(missedSome.welcome().path("recovered").booleanValue()).isFalse();
            missedNone.awaitEvents(1);
            assertThat(missedNone.values("n")).containsExactly("4");
            assertThat(missedNone.welcome().path("recovered").booleanValue()).isTrue();
        }
        assertThat(http.get("/api/events/old-1").status()).isEqualTo(404);
    }

    private static void insertLastYear(int count) throws SQLException {
        try (Connection database = DevServices.current().connect();
                Statement statement = database.createStatement()) {
            statement.execute(
                    "insert into event_log (event_id, event_type, subject, exchange, routing_key, body, ours, actor,"
                            + " occurred_at, recorded_at, published_at)"
                            + " select 'old-' || n, 'custom.story', 'r-1', 'sgad.availability', 'custom.story', '{}', true, 'test',"
                            + " now() - interval '1 year', now() - interval '1 year', now() - interval '1 year'"
                            + " from generate_series(1, " + count + ") n");
        }
    }
}
