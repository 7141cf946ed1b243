package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.availability.Week;
import org.sgad.flow.Http;

/** The node that closes a week of 20,000 is killed in the middle. */
class ClosingKilledIT extends Fault {
    private static final int REFEREES = 20_000;
    private static final int MIDDLE = 9_000;
    private static final Duration NEXT_TICK_AND_MORE = Duration.ofSeconds(60);
    private static final LocalDate FIRST_WEEK = LocalDate.of(2099, 3, 2);

    ClosingKilledIT() {
        super(2);
    }

    @Test
    void anotherNodeFinishesItAndEachAvailabilityHasOneEvent() {
        int rounds = Rounds.of(1, 5);
        Figures figures =
                Figures.of("node kill -9 in the middle of a closing of 20,000").put("rounds", rounds);
        for (int round = 0; round < rounds; round++) {
            closeInTheMiddle(round, figures);
        }
        figures.print();
    }

    private void closeInTheMiddle(int round, Figures figures) {
        Week week = Week.of(FIRST_WEEK.plusWeeks(round));
        int asked = round % size();
        startAll();
        file(round, week);
        List<RecoveringClient> clients = clients(IntStream.range(0, 20)
                .mapToObj(i -> referee(round, i * REFEREES / 20))
                .toList());
        try {
            killInTheMiddle(asked, round, week);
            int closedBefore = closed(week);
            long killed = System.nanoTime();
            await().atMost(NEXT_TICK_AND_MORE)
                    .until(() -> number("select count(*) from weekly_closing where finished_at is not null and week = '"
                                    + week.monday() + "'")
                            == 1);
            figures.most("closed when it was killed", closedBefore)
                    .most("worst seconds until finished by the other", seconds(killed));
            figures.most("worst seconds until all was published and seen", secondsUntilDrained(clients, PATIENCE));
            assertThat(closedBefore).isBetween(1, REFEREES - 1);
            assertEachHasOneEvent(round, week);
            figures.add(promiseKept(clients, List.of())).add("closed", closed(week));
        } finally {
            closeAll(clients);
        }
    }

    private static void file(int round, Week week) {
        change("insert into availability (referee_id, week, status, total_slots, version, updated_at)"
                + " select 'z" + round + "-' || lpad(nth::text, 5, '0'), '" + week.monday() + "', 'OPEN', 1, 1, now()"
                + " from generate_series(0, " + (REFEREES - 1) + ") nth");
    }

    private static String referee(int round, int nth) {
        return "z%d-%05d".formatted(round, nth);
    }

    /** Kills whoever is in the middle: nodes take turns, so it may be one whose tick came while the one asked was at work. */
    private void killInTheMiddle(int asked, int round, Week week) {
        try (Blockade middle = Blockade.of("select 1 from availability where week = '" + week.monday()
                + "' and referee_id = '" + referee(round, MIDDLE) + "' for update")) {
            Http http = http(asked);
            CompletableFuture<Http.Answer> request =
                    CompletableFuture.supplyAsync(() -> http.post("/api/closings", "{\"week\":\"" + week + "\"}"));
            String atWork = middle.awaitBlocked("from availability").get(0);
            node(atWork).kill();
            if (atWork.equals(name(asked))) {
                assertThat(request).failsWithin(PATIENCE);
            }
        }
    }

    private static int closed(Week week) {
        return (int) number("select closed from weekly_closing where week = '" + week.monday() + "'");
    }

    private static void assertEachHasOneEvent(int round, Week week) {
        String theirs = " from event_log where event_type = 'availability.closed' and subject like 'z" + round + "-%'";
        assertThat(number("select count(distinct subject)" + theirs)).isEqualTo(REFEREES);
        assertThat(number("select count(*)" + theirs)).isEqualTo(REFEREES);
        assertThat(number(
                        "select count(*) from availability where status = 'CLOSED' and week = '" + week.monday() + "'"))
                .isEqualTo(REFEREES);
        assertThat(closed(week)).isEqualTo(REFEREES);
    }
}
