package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sgad.devservices.DevServices;

/** Whoever announces matches and assigns referees, and the referees who file. */
record MatchDesk(Http http) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A referee files one slot for the week, and the match service knows. */
    void available(String referee, String date, String start, String end) {
        String id =
                file(referee, date, "{\"date\":\"%s\",\"start\":\"%s\",\"end\":\"%s\"}".formatted(date, start, end));
        await().atMost(PATIENCE).until(() -> isKnown(id));
    }

    /**
     * A referee files the week of a date.
     *
     * @param slots JSON objects with commas in between
     * @return the event
     */
    String file(String referee, String date, String slots) {
        LocalDate day = LocalDate.parse(date);
        String week =
                "%d-W%02d".formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        Http.Answer filed = http.put("/api/availability/" + referee + "/" + week, "{\"slots\":[" + slots + "]}");
        assertThat(filed.status()).as(filed.text()).isEqualTo(200);
        return texts(
                        "select event_id from event_log where event_type = 'availability.updated' and subject = ?"
                                + " order by entry desc limit 1",
                        referee)
                .get(0);
    }

    /** Whether an event is what the match service knows of its week. */
    boolean isKnown(String event) {
        return texts("select event_id from eligibility where event_id = ?", event)
                        .size()
                == 1;
    }

    /** The times that the match service knows of a referee, in order. */
    List<String> times(String referee) {
        return texts(
                "select date || ' ' || starts || ' ' || ends from eligibility_slot where referee_id = ? order by date, starts",
                referee);
    }

    static List<String> texts(String query, String parameter) {
        try (Connection database = DevServices.current().connect();
                PreparedStatement statement = database.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    Http.Answer announce(String kickoff, String... roles) {
        String all = Arrays.stream(roles).map(role -> '"' + role + '"').collect(Collectors.joining(","));
        Http.Answer answer = http.post(
                "/api/matches",
                "{\"kickoff_at\":\"%s\",\"venue\":\"El Campín\",\"category\":\"Sub-20\",\"roles\":[%s]}"
                        .formatted(kickoff, all));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    /** Announces a match. */
    String match(String kickoff, String... roles) {
        return announce(kickoff, roles).json().path("match_id").textValue();
    }

    Http.Answer assign(String match, String referee, String role) {
        return http.post(
                "/api/matches/" + match + "/assignments",
                "{\"referee_id\":\"%s\",\"role\":\"%s\"}".formatted(referee, role));
    }

    /** Assigns, which must work. */
    void assigned(String match, String referee, String role) {
        Http.Answer answer = assign(match, referee, role);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    /** Tries to assign, which must be refused. */
    String refused(String match, String referee, String role) {
        Http.Answer answer = assign(match, referee, role);
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        return answer.json().path("detail").textValue();
    }

    Http.Answer confirm(String match, String referee) {
        return http.post("/api/matches/" + match + "/assignments/" + referee + "/confirm", "");
    }

    Http.Answer withdraw(String match, String referee) {
        return http.delete("/api/matches/" + match + "/assignments/" + referee);
    }

    Http.Answer cancel(String match) {
        return http.post("/api/matches/" + match + "/cancel", "");
    }

    JsonNode find(String match) {
        return http.get("/api/matches/" + match).json();
    }

    List<JsonNode> candidates(String match) {
        return http.get("/api/matches/" + match + "/candidates")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    /** The ids of those that pass a filter, in order. */
    List<String> list(String filter) {
        Http.Answer answer = http.get("/api/matches?" + filter);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("items").findValuesAsText("match_id").stream()
                .distinct()
                .toList();
    }

    List<JsonNode> logged(String filter) {
        return http.get("/api/events?limit=1000&" + filter)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    /** The log's events that pass a filter, when there are so many. */
    List<JsonNode> awaitLogged(String filter, int count) {
        return await().atMost(PATIENCE).until(() -> logged(filter), entries -> entries.size() >= count);
    }
}
