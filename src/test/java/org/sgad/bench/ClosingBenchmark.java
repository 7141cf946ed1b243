package org.sgad.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The Friday closing: 100,000 open availabilities, and 10,000 of their referees connected. */
class ClosingBenchmark extends OneNode {
    private static final int OPEN = Sizes.of(100_000);
    private static final int CONNECTED = Sizes.of(10_000);
    private static final int WARM_UP = Sizes.of(40_000);
    private static final int SEEDS_SAMPLE = Sizes.of(2_000);
    private static final String MONDAY = "2099-03-02";
    private static final String THEIRS =
            " from event_log where event_type = 'availability.closed' and subject like 'closing-%'";

    @Test
    void everybodyIsClosedPublishedAndTold() throws Exception {
        warmUp("first-", "2099-02-16", "2099-W08");
        warmUp("second-", "2099-02-23", "2099-W09");
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

    private double ours() throws IOException, InterruptedException {
        change(ClosingsCompared.filing("availability", "closing-", OPEN, MONDAY), "vacuum analyze availability");
        try (ConnectedReferees referees = ConnectedReferees.connect(node().port(), referees("closing-", CONNECTED))) {
            long from = System.nanoTime();
            close("2099-W10");
            Results.add(
                    "closing: until " + OPEN + " availabilities are closed and logged", "s", secondsSince(from), null);
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

    private void warmUp(String prefix, String monday, String week) throws Exception {
        change(ClosingsCompared.filing("availability", prefix, WARM_UP, monday));
        close(week);
        await().atMost(PATIENCE).until(OneNode::isAllPublished);
        EventQueues.awaitEmpty();
    }

    /** Returns when the week is closed. */
    private void close(String week) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http().uri("http", "/api/closings"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"week\":\"" + week + "\"}"))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
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
