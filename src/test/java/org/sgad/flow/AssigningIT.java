package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who cannot be assigned is told why; of those who want the same at once, one gets it. */
class AssigningIT extends ArtefactStory {
    private static final int CROWD = 20;
    private static final ExecutorService CALLERS = Executors.newFixedThreadPool(CROWD);

    @AfterAll
    static void stopCallers() {
        CALLERS.shutdownNow();
    }

    @Test
    void whoIsNotAvailableAtKickOffIsRefusedWithWhatIsKnown() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("a-1", "2099-03-07", "08:00", "15:30");
        String saturday = desk.match("2099-03-07T15:30:00-05:00", "referee");
        String sunday = desk.match("2099-03-08T15:30:00-05:00", "referee");
        String morning = desk.match("2099-03-07T08:00:00-05:00", "referee");

        assertThat(desk.refused(saturday, "a-1", "referee"))
                .isEqualTo("a-1 is not available at kick-off, 2099-03-07T15:30:00-05:00:"
                        + " that day's times are 08:00–15:30.");
        assertThat(desk.refused(sunday, "a-1", "referee")).endsWith("no time was filed for that day.");
        assertThat(desk.refused(saturday, "a-2", "referee")).endsWith("nothing was filed for that week.");
        desk.assigned(morning, "a-1", "referee");
    }

    @Test
    void whoHasAnotherMatchWithinTheGapIsRefusedWithWhichAndWhen() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("a-3", "2099-03-07", "08:00", "22:00");
        String first = desk.match("2099-03-07T10:00:00-05:00", "referee");
        String near = desk.match("2099-03-07T12:59:59-05:00", "referee");
        String far = desk.match("2099-03-07T13:00:00-05:00", "referee");
        desk.assigned(first, "a-3", "referee");

        assertThat(desk.refused(near, "a-3", "referee"))
                .contains("a-3 is assigned to match " + first, "2099-03-07T10:00:00-05:00", "at least 3 h 0 min apart");
        desk.assigned(far, "a-3", "referee");
        desk.cancel(first);
        assertThat(desk.refused(near, "a-3", "referee")).contains("match " + far);
        desk.withdraw(far, "a-3");
        desk.assigned(near, "a-3", "referee");
    }

    @Test
    void aRoleMustBeOfTheMatchAndOpen() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("a-4", "2099-03-07", "08:00", "22:00");
        desk.available("a-5", "2099-03-07", "08:00", "22:00");
        String match = desk.match("2099-03-07T10:00:00-05:00", "referee", "assistant");
        desk.assigned(match, "a-4", "referee");

        Http.Answer unknown = desk.assign(match, "a-5", "var");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().path("errors"))
                .hasToString("[{\"field\":\"role\",\"value\":\"var\","
                        + "\"message\":\"must be a role of this match: referee, assistant\"}]");
        assertThat(desk.refused(match, "a-5", "referee")).contains("is taken by a-4");
        assertThat(desk.refused(match, "a-4", "assistant")).contains("a-4 is already assigned", "as referee");
    }

    @Test
    void whatWasJustFiledCountsAtOnce() {
        MatchDesk desk = new MatchDesk(http());
        for (int nth = 0; nth < CROWD; nth++) {
            String match = desk.match("2099-04-04T10:00:00-05:00", "referee", "assistant");
            String slot = "{\"date\":\"2099-04-04\",\"start\":\"08:00\",\"end\":\"12:00\"}";

            desk.file("f-" + nth, "2099-04-04", slot);
            desk.assigned(match, "f-" + nth, "referee");

            desk.file("g-" + nth, "2099-04-04", slot);
            assertThat(desk.candidates(match))
                    .extracting(candidate -> candidate.path("referee_id").textValue())
                    .contains("g-" + nth)
                    .doesNotContain("f-" + nth);
        }
    }

    @Test
    void aMatchThatHasBegunTakesNobody() {
        MatchDesk desk = new MatchDesk(http());
        String match = desk.match("2020-03-07T10:00:00-05:00", "referee");

        assertThat(desk.refused(match, "a-6", "referee")).contains("kicked off at 2020-03-07T10:00:00-05:00");
        assertThat(desk.candidates(match)).isEmpty();
    }

    @Test
    void ofManyMatchesAtOneTimeARefereeGetsOne() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("a-7", "2099-03-07", "08:00", "22:00");
        List<String> matches = IntStream.range(0, CROWD)
                .mapToObj(i -> desk.match("2099-03-07T10:%02d:00-05:00".formatted(i), "referee"))
                .toList();

        List<Integer> answers =
                atOnce(i -> desk.assign(matches.get(i), "a-7", "referee").status());

        assertThat(answers)
                .containsOnly(201, 409)
                .filteredOn(status -> status == 201)
                .hasSize(1);
        assertThat(desk.list("referee_id=a-7")).hasSize(1);
        assertThat(desk.awaitLogged("type=match.assigned&subject=a-7", 1)).hasSize(1);
    }

    @Test
    void ofManyRefereesForTheLastRoleOneGetsIt() {
        MatchDesk desk = new MatchDesk(http());
        IntStream.range(0, CROWD).forEach(i -> desk.available("b-" + i, "2099-03-07", "08:00", "22:00"));
        String match = desk.match("2099-03-07T10:00:00-05:00", "referee");

        List<Integer> answers =
                atOnce(i -> desk.assign(match, "b-" + i, "referee").status());

        assertThat(answers)
                .containsOnly(201, 409)
                .filteredOn(status -> status == 201)
                .hasSize(1);
        JsonNode staffed = desk.find(match);
        assertThat(staffed.path("assignments")).hasSize(1);
        assertThat(staffed.path("open_roles")).isEmpty();
    }

    private static List<Integer> atOnce(java.util.function.IntFunction<Integer> call) {
        return IntStream.range(0, CROWD)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), CALLERS))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
