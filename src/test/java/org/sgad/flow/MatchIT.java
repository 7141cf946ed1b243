package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A match is announced, staffed and cancelled; whoever is concerned hears it. */
class MatchIT extends ArtefactStory {
    @Test
    void aRefereeHearsOfTheAssignmentTheConfirmationAndTheEnd() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("m-1", "2099-03-07", "08:00", "18:00");
        String match = desk.match("2099-03-07T15:30:00-05:00", "referee", "assistant", "assistant");
        try (Listener listener = Listener.of(http(), "m-1");
                Listener other = Listener.of(http(), "m-2")) {
            desk.assigned(match, "m-1", "referee");
            Http.Answer confirmed = desk.confirm(match, "m-1");
            Http.Answer again = desk.confirm(match, "m-1");
            assertThat(desk.withdraw(match, "m-1").status()).isEqualTo(204);

            assertThat(confirmed.json().path("status").textValue()).isEqualTo("confirmed");
            assertThat(again.json()).isEqualTo(confirmed.json());
            List<JsonNode> events = listener.awaitEvents(3);
            assertThat(listener.values("event_type"))
                    .containsExactly("match.assigned", "match.confirmed", "match.cancelled");
            assertThat(events).allSatisfy(event -> {
                assertThat(event.path("match_id").textValue()).isEqualTo(match);
                assertThat(event.path("referee_id").textValue()).isEqualTo("m-1");
                assertThat(event.path("kickoff_at").textValue()).isEqualTo("2099-03-07T15:30:00-05:00");
                assertThat(event.path("venue").textValue()).isEqualTo("El Campín");
                assertThat(event.path("role").textValue()).isEqualTo("referee");
            });
            assertThat(other.events()).isEmpty();
        }
        assertThat(desk.withdraw(match, "m-1").status()).isEqualTo(404);
        assertThat(desk.confirm(match, "m-1").status()).isEqualTo(404);
    }

    @Test
    void anyServiceHearsOfItOnTheMatchesExchange() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        desk.available("m-3", "2099-03-07", "08:00", "18:00");
        String match = desk.match("2099-03-07T15:30:00-05:00", "var");
        try (Amqp other = new Amqp()) {
            String queue = other.channel().queueDeclare().getQueue();
            other.channel().queueBind(queue, "sgad.matches", "match.*.m-3");

            desk.assigned(match, "m-3", "var");

            assertThat(other.next(queue).getEnvelope().getRoutingKey()).isEqualTo("match.assigned.m-3");
        }
    }

    @Test
    void aMatchShowsWhoOfficiatesAndWhatIsOpen() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("m-4", "2099-03-07", "08:00", "18:00");
        Http.Answer created = desk.announce("2099-03-07T20:30:00Z", "referee", "assistant", "assistant");
        String match = created.json().path("match_id").textValue();

        desk.assigned(match, "m-4", "assistant");

        assertThat(created.header("Location")).endsWith("/api/matches/" + match);
        JsonNode found = desk.find(match);
        assertThat(found.path("kickoff_at").textValue()).isEqualTo("2099-03-07T15:30:00-05:00");
        assertThat(found.path("status").textValue()).isEqualTo("scheduled");
        assertThat(found.path("created_by").textValue()).isEqualTo("anonymous");
        assertThat(found.path("roles")).hasToString("[\"referee\",\"assistant\",\"assistant\"]");
        assertThat(found.path("open_roles")).hasToString("[\"referee\",\"assistant\"]");
        assertThat(found.path("assignments")).singleElement().satisfies(assignment -> {
            assertThat(assignment.path("referee_id").textValue()).isEqualTo("m-4");
            assertThat(assignment.path("status").textValue()).isEqualTo("assigned");
            assertThat(assignment.path("assigned_by").textValue()).isEqualTo("anonymous");
            assertThat(assignment.path("assigned_at").textValue()).endsWith("-05:00");
        });
    }

    @Test
    void cancellingAMatchTellsEachRefereeOnce() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("m-5", "2099-03-07", "08:00", "18:00");
        desk.available("m-6", "2099-03-07", "08:00", "18:00");
        String match = desk.match("2099-03-07T15:30:00-05:00", "referee", "fourth", "var");
        desk.assigned(match, "m-5", "referee");
        desk.assigned(match, "m-6", "fourth");

        Http.Answer cancelled = desk.cancel(match);
        Http.Answer again = desk.cancel(match);

        assertThat(cancelled.json().path("status").textValue()).isEqualTo("cancelled");
        assertThat(cancelled.json().path("open_roles")).isEmpty();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(cancelled.json());
        for (String referee : new String[] {"m-5", "m-6"}) {
            assertThat(desk.awaitLogged("type=match.*&subject=" + referee, 2))
                    .extracting(entry -> entry.path("event_type").textValue())
                    .containsExactly("match.assigned", "match.cancelled");
        }
        assertThat(desk.assign(match, "m-5", "var").json().path("detail").textValue())
                .contains("was cancelled by anonymous");
        assertThat(desk.confirm(match, "m-5").status()).isEqualTo(409);
        assertThat(desk.withdraw(match, "m-5").status()).isEqualTo(409);
        assertThat(desk.candidates(match)).isEmpty();
    }

    @Test
    void matchesAreListedByKickOffAndFound() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("m-7", "2098-03-08", "08:00", "18:00");
        String third = desk.match("2098-03-09T15:30:00-05:00", "referee");
        String first = desk.match("2098-03-07T15:30:00-05:00", "referee");
        String second = desk.match("2098-03-08T15:30:00-05:00", "referee");
        desk.assigned(second, "m-7", "referee");
        desk.cancel(third);
        String year = "from=2098-01-01&to=2099-01-01";

        assertThat(desk.list(year)).containsExactly(first, second, third);
        assertThat(desk.list(year + "&referee_id=m-7")).containsExactly(second);
        assertThat(desk.list(year + "&status=cancelled")).containsExactly(third);
        assertThat(desk.list(year + "&category=Sub-20&status=scheduled")).containsExactly(first, second);
        assertThat(desk.list(year + "&category=Sub-17")).isEmpty();
        assertThat(desk.list("from=2098-03-08T20:30:00Z&to=2098-03-09T15:30:00-05:00"))
                .containsExactly(second);
        JsonNode page = http().get("/api/matches?limit=2&" + year).json();
        assertThat(desk.list(year + "&after=" + page.path("next").textValue())).containsExactly(third);
    }

    @Test
    void whatIsWrongIsNamed() {
        Http http = http();

        assertThat(http.post("/api/matches", "{").status()).isEqualTo(400);
        assertThat(http.post("/api/matches", "{}").json().path("errors").findValuesAsText("field"))
                .containsExactly("kickoff_at", "venue", "category", "roles");
        assertThat(http.get("/api/matches/none").status()).isEqualTo(404);
        assertThat(http.get("/api/matches/00000000-0000-0000-0000-000000000000").status())
                .isEqualTo(404);
        assertThat(http.get("/api/matches?status=played").status()).isEqualTo(422);
        assertThat(http.get("/api/matches?from=tomorrow").status()).isEqualTo(422);
        assertThat(http.get("/api/matches?referee_id=a%20b").status()).isEqualTo(422);
        assertThat(http.get("/api/matches?after=00000000-0000-0000-0000-000000000000")
                        .status())
                .isEqualTo(422);
        String match = new MatchDesk(http).match("2099-03-07T15:30:00-05:00", "referee");
        assertThat(http.post("/api/matches/" + match + "/assignments", "{\"role\":\"coach\"}")
                        .json()
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("referee_id", "role");
        assertThat(http.get("/api/matches/" + match + "/candidates?after=x").status())
                .isEqualTo(422);
    }

    @Test
    void candidatesAreThoseAvailableAndFreeByHowFewMatchesTheyHave() {
        MatchDesk desk = new MatchDesk(http());
        for (String referee : List.of("c-1", "c-2", "c-3", "c-4")) {
            desk.available(referee, "2097-03-09", "08:00", "18:00");
        }
        desk.available("c-5", "2097-03-09", "08:00", "15:30");
        String early = desk.match("2097-03-09T08:00:00-05:00", "referee", "assistant");
        String busy = desk.match("2097-03-09T13:00:00-05:00", "referee");
        desk.assigned(early, "c-1", "referee");
        desk.assigned(busy, "c-3", "referee");
        String match = desk.match("2097-03-09T15:30:00-05:00", "referee", "assistant", "assistant");
        desk.assigned(match, "c-4", "referee");

        assertThat(desk.candidates(match))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"referee_id\":\"c-2\",\"roles\":[\"assistant\"],\"matches\":0}",
                        "{\"referee_id\":\"c-1\",\"roles\":[\"assistant\"],\"matches\":1}");
        JsonNode first =
                http().get("/api/matches/" + match + "/candidates?limit=1").json();
        assertThat(http().get("/api/matches/" + match + "/candidates?after="
                                + first.path("next").textValue())
                        .json()
                        .at("/items/0/referee_id")
                        .textValue())
                .isEqualTo("c-1");
    }

    @Test
    void howFastEligibilityFollowsIsMeasured() {
        Http http = http();
        new MatchDesk(http).available("m-8", "2099-03-07", "08:00", "18:00");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(http.metric("sgad_eligibility_lag_milliseconds_count"))
                        .isPositive());
    }
}
