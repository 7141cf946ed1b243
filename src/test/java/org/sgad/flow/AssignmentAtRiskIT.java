package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** An availability that shrinks after an assignment is told to the administrators, once for each loss. */
class AssignmentAtRiskIT extends ArtefactStory {
    private static final String KICKOFF = "2099-03-07T15:30:00-05:00";

    @Test
    void eachLossIsToldOnceAndToNobodyElse() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("r-1", "2099-03-07", "08:00", "18:00");
        String match = desk.match(KICKOFF, "referee");
        desk.assigned(match, "r-1", "referee");
        try (Listener referee = Listener.of(http(), "r-1");
                Listener other = Listener.of(http(), "r-2")) {
            desk.available("r-1", "2099-03-07", "08:00", "12:00");
            desk.available("r-1", "2099-03-07", "08:00", "11:00");

            JsonNode told =
                    desk.awaitLogged("type=assignment.at_risk&q=" + match, 1).get(0);
            assertThat(told.path("exchange").textValue()).isEqualTo("sgad.matches");
            assertThat(told.path("routing_key").textValue()).isEqualTo("assignment.at_risk");
            assertThat(told.path("subject").isNull()).isTrue();
            JsonNode message = told.path("message");
            assertThat(message.path("affected_referee").textValue()).isEqualTo("r-1");
            assertThat(message.path("type").textValue()).isEqualTo("warning");
            assertThat(message.path("title").textValue()).isEqualTo("Designación en riesgo");
            assertThat(message.path("message").textValue())
                    .isEqualTo("r-1 ya no está disponible el 2099-03-07 15:30 (El Campín)");
            assertThat(message.has("user_id") || message.has("referee_id")).isFalse();
            assertThat(atRisk(desk, match)).isTrue();

            desk.available("r-1", "2099-03-07", "15:00", "18:00");
            assertThat(atRisk(desk, match)).isFalse();
            desk.available("r-1", "2099-03-08", "15:00", "18:00");

            assertThat(atRisk(desk, match)).isTrue();
            assertThat(desk.awaitLogged("type=assignment.at_risk&q=" + match, 2))
                    .hasSize(2);
            referee.awaitEvents(4);
            assertThat(referee.values("event_type")).containsOnly("availability.updated");
            assertThat(other.events()).isEmpty();
        }
    }

    @Test
    void whatComesAgainOrLateIsNotToldAgain() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        desk.available("r-3", "2099-03-07", "08:00", "18:00");
        String match = desk.match(KICKOFF, "referee");
        desk.assigned(match, "r-3", "referee");
        String lost = desk.file("r-3", "2099-03-07", "");
        desk.awaitLogged("type=assignment.at_risk&q=" + match, 1);
        String body = http().get("/api/events/" + lost).json().path("message").toString();
        try (Amqp other = new Amqp()) {
            for (int i = 0; i < 5; i++) {
                other.publish("sgad.availability", "availability.updated.r-3", Amqp.BARE, body);
            }
            desk.available("r-4", "2099-03-07", "08:00", "18:00");

            assertThat(desk.logged("type=assignment.at_risk&q=" + match)).hasSize(1);
        }
    }

    @Test
    void whoWasWithdrawnOrWhoseMatchWasCancelledIsAtNoRisk() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("r-5", "2099-03-07", "08:00", "18:00");
        String withdrawn = desk.match(KICKOFF, "referee");
        desk.assigned(withdrawn, "r-5", "referee");
        desk.withdraw(withdrawn, "r-5");
        String cancelled = desk.match(KICKOFF, "referee");
        desk.assigned(cancelled, "r-5", "referee");
        desk.cancel(cancelled);

        desk.available("r-5", "2099-03-07", "08:00", "12:00");

        assertThat(desk.logged("type=assignment.at_risk&q=r-5")).isEmpty();
        assertThat(atRisk(desk, cancelled)).isFalse();
    }

    private static boolean atRisk(MatchDesk desk, String match) {
        return desk.find(match).at("/assignments/0/at_risk").booleanValue();
    }
}
