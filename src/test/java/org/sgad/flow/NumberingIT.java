package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;

/** The log's positions are given in one transaction or not at all, and nobody changes what the log holds. */
class NumberingIT extends ArtefactStory {
    @Test
    void aNumberingThatFailsHalfWayLeavesNothingBehind() throws Exception {
        Http http = http();
        try (Connection database = DevServices.current().connect();
                Statement statement = database.createStatement()) {
            // attempts survive a rollback in the sequence, and nothing else does
            statement.execute("create sequence attempts");
            statement.execute("create function refuse_head() returns trigger language plpgsql as $$ begin"
                    + " perform nextval('attempts'); raise exception 'refused'; end $$");
            statement.execute("create trigger refuse_head before update on event_log_head"
                    + " for each row execute function refuse_head()");
            String id = publish(http);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> number(statement, "select last_value from attempts") >= 2);

            assertThat(http.get("/api/events/" + id).json().path("cursor").isNull())
                    .isTrue();

            statement.execute("drop trigger refuse_head on event_log_head");
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            http.get("/api/events/" + id).json().path("cursor").isTextual());
            assertThat(number(statement, "select max(position) - count(*) from event_log"))
                    .as("no gap")
                    .isZero();
        }
    }

    @Test
    void theDatabaseRefusesToChangeWhatWasAppended() throws Exception {
        Http http = http();
        String id = publish(http);
        await().until(() ->
                http.get("/api/events/" + id).json().path("published_at").isTextual());
        try (Connection database = DevServices.current().connect();
                Statement statement = database.createStatement()) {
            for (String change : new String[] {
                "update event_log set body = '{}'",
                "update event_log set actor = 'somebody else'",
                "update event_log set position = position + 1000",
                "delete from event_log",
                "truncate event_log"
            }) {
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .hasMessageContaining("append-only");
            }
        }
    }

    private static String publish(Http http) {
        return http.post("/api/notifications", "{\"title\":\"t\",\"message\":\"m\"}")
                .json()
                .path("event_id")
                .textValue();
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (java.sql.ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
