package org.sgad.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;

/** How fast what is in the log gets to the broker, and what others put there into the log. */
class RelayBenchmark extends OneNode {
    private static final int EVENTS = Sizes.of(100_000);
    private static final int WARM_UP = EVENTS;

    private static final String APPEND = """
            insert into event_log (event_id, event_type, subject, exchange, routing_key, body, headers, occurred_at, ours, actor)
            select event_id, 'availability.closed', referee, 'sgad.availability', 'availability.closed.' || referee,
              format('%s', event_id, referee), '{"x-sgad-version":2}', now(), true, 'anonymous'
            from (select '%s-' || lpad(nth::text, 12, '0') as event_id, 'referee-' || nth as referee from generate_series(1, %d) nth) event
            """;

    @Test
    void whatWaitsInTheLogIsPublished() throws SQLException {
        relay("00000000-0000-7000-8000", WARM_UP);
        double rate = EVENTS / relay("00000000-0000-7000-9000", EVENTS);
        double besideTheNode = perfTest();
        EventQueues.awaitEmpty();
        node().stop();
        double alone = perfTest();
        EventQueues.purge();
        node().start();

        Results.compare(
                "relay of " + EVENTS + " events that wait", "1/s", rate, "PerfTest, alone", alone, "at least 0.8 x");
        Results.compare(
                "relay of " + EVENTS + " events that wait",
                "1/s",
                rate,
                "PerfTest, while the node consumes what it publishes, as it does the relay's",
                besideTheNode,
                null);
    }

    /** Seconds from when the relay may begin until all that waits is published. */
    private static double relay(String prefix, int count) throws SQLException {
        long from;
        try (Connection turn = DevServices.current().connect();
                Statement hold = turn.createStatement()) {
            hold.execute("select pg_advisory_lock(hashtext('sgad.relay'))");
            change(APPEND.formatted(ClosingsCompared.body("%1$s", "%2$s"), prefix, count));
            await().atMost(PATIENCE).until(() -> number("select count(*) from event_log where position is null") == 0);
            from = System.nanoTime();
        }
        await().pollInterval(50, TimeUnit.MILLISECONDS).atMost(PATIENCE).until(OneNode::isAllPublished);
        double seconds = secondsSince(from);
        EventQueues.awaitEmpty();
        assertThat(number("select count(*)" + events(prefix) + " and published_at is not null and attempts = 1"))
                .isEqualTo(count);
        return seconds;
    }

    private static double perfTest() {
        return PerfTest.confirmedPerSecond(
                EVENTS,
                "sgad.availability",
                "availability.closed.referee-12345",
                ClosingsCompared.body("00000000-0000-7000-8000-000000012345", "referee-12345"));
    }

    @Test
    void whatOthersPublishIsRecorded() throws IOException, InterruptedException {
        ForeignMessages.publish("warm", WARM_UP);
        awaitRecorded("warm", WARM_UP);

        double published = EVENTS / ForeignMessages.publish("foreign", EVENTS);
        long end = number("select " + millis("clock_timestamp()"));
        awaitRecorded("foreign", EVENTS);

        double took = number("select " + millis("max(recorded_at) - min(recorded_at)") + events("foreign")) / 1e3;
        double lag = (number("select " + millis("max(recorded_at)") + events("foreign")) - end) / 1e3;
        Results.compare(
                "recorder of " + EVENTS + " foreign events",
                "1/s",
                EVENTS / took,
                "their publisher meanwhile, as fast as confirms allow",
                published,
                "keeps up");
        Results.add("recorder: from the publisher's end until all are recorded", "s", Math.max(0, lag), "keeps up");
    }

    private static void awaitRecorded(String prefix, int count) {
        await().pollInterval(500, TimeUnit.MILLISECONDS)
                .atMost(PATIENCE)
                .until(() -> number("select count(*)" + events(prefix)) >= count);
        EventQueues.awaitEmpty();
        assertThat(number("select count(*)" + events(prefix))).isEqualTo(count);
    }

    private static String events(String prefix) {
        return " from event_log where event_id like '" + prefix + "-%'";
    }

    private static String millis(String expression) {
        return "(1000 * extract(epoch from " + expression + "))::bigint";
    }
}
