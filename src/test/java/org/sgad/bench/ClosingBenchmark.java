package org.sgad.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sgad.flow.Http;

/** The Friday closing: 100,000 open availabilities, and 10,000 of their referees connected. */
class ClosingBenchmark extends OneNode {
    private static final int OPEN = Sizes.of(100_000);
    private static final int CONNECTED = Sizes.of(10_000);
    private static final int WARM_UP = Sizes.of(20_000);
    private static final int SEEDS_SAMPLE = Sizes.of(2_000);
    private static final String WARM_UP_MONDAY = "2099-02-23";
    private static final String MONDAY = "2099-03-02";
    private static final String THEIRS =
            " from event_log where event_type = 'availability.closed' and subject like 'closing-%'";

    @Test
    void everybodyIsClosedPublishedAndTold() throws Exception {
        close("warm-", WARM_UP, WARM_UP_MONDAY, "2099-W09");
        double ours = ours();
        node().close();

        double statement = ClosingsCompared.oneStatement(OPEN, MONDAY);
        double publishes = OPEN
                / PerfTest.confirmedPerSecond(
                        OPEN,
                        "sgad.availability",
                        "availability.closed.closing-12345",
                        ClosingsCompared.body("019a8f3e-0000-7000-8000-000000012345", "closing-12345"));
        EventQueues.purge();
        double seeds = ClosingsCompared.oneByOne(SEEDS_SAMPLE, MONDAY) * OPEN / SEEDS_SAMPLE;

        Results.add("closing: the same rows by one bare SQL statement", "s", statement, null);
        Results.add("closing: as many confirmed publishes by PerfTest", "s", publishes, null);
        Results.compare(
                "closing, end to end",
                "s",
                ours,
                "the slower of bare SQL and PerfTest",
                Math.max(statement, publishes),
                "at most 1.5 x");
        Results.compare(
                "closing, end to end",
                "s",
                ours,
                "the seed's way, scaled from " + SEEDS_SAMPLE + " rows",
                seeds,
                "at least 20 x faster: at most 0.05 x");
    }

    private double ours() throws InterruptedException {
        try (ConnectedReferees referees = ConnectedReferees.connect(node().port(), referees("closing-", CONNECTED))) {
            long from = close("closing-", OPEN, MONDAY, "2099-W10");
            await().pollInterval(10, TimeUnit.MILLISECONDS).atMost(PATIENCE).until(OneNode::isAllPublished);
            double published = secondsSince(from);
            await().pollInterval(10, TimeUnit.MILLISECONDS)
                    .atMost(PATIENCE)
                    .until(() -> referees.events() >= CONNECTED);
            double told = secondsBetween(from, referees.lastEvent());
            Results.add("closing: until all " + OPEN + " are published with confirms", "s", published, null);
            Results.add("closing: until all " + CONNECTED + " connected have their event", "s", told, null);

            assertEachOnce(referees);
            return Math.max(published, told);
        }
    }

    /** Closes and returns when it began. */
    private long close(String prefix, int count, String monday, String week) {
        change(ClosingsCompared.filing("availability", prefix, count, monday), "vacuum analyze availability");
        long from = System.nanoTime();
        Http.Answer answer = http().post("/api/closings", "{\"week\":\"" + week + "\"}");
        double closed = secondsSince(from);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        if (count == OPEN) {
            Results.add("closing: until " + OPEN + " availabilities are closed and logged", "s", closed, null);
        } else {
            await().atMost(PATIENCE).until(OneNode::isAllPublished);
            EventQueues.awaitEmpty();
        }
        return from;
    }

    private static void assertEachOnce(ConnectedReferees referees) {
        EventQueues.awaitEmpty();
        assertThat(referees.having(1)).isEqualTo(CONNECTED);
        assertThat(referees.events()).isEqualTo(CONNECTED);
        // not as the request was answered: a tick of the timer that finds it unfinished takes its part
        assertThat(number(
                        "select closed from weekly_closing where week = '" + MONDAY + "' and finished_at is not null"))
                .isEqualTo(OPEN);
        assertThat(number("select count(*)" + THEIRS)).isEqualTo(OPEN);
        assertThat(number("select count(distinct subject)" + THEIRS + " and published_at is not null"))
                .isEqualTo(OPEN);
        assertThat(number("select count(*) from availability where status = 'CLOSED' and week = '" + MONDAY + "'"))
                .isEqualTo(OPEN);
        await().pollInterval(500, TimeUnit.MILLISECONDS)
                .atMost(PATIENCE)
                .until(() -> number("select count(*) from inbox_item where user_id like 'closing-%'") == OPEN);
    }
}
