package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;

/** How fast the match service is: printed, as what a machine can do is no matter of right or wrong. */
class MatchBenchmark extends ArtefactStory {
    private static final int UPDATES = 2_000;
    private static final int PER_SECOND = 100;
    private static final int CALLERS = 8;
    private static final int WARM_UP = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(1);

    @Test
    void eligibilityFollowsTheAnswerToAnUpdate() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        IntStream.range(0, WARM_UP).forEach(i -> desk.file("warm-" + i, "2099-03-07", slot()));
        Map<String, Long> answered = new ConcurrentHashMap<>();
        Map<String, Long> known = new ConcurrentHashMap<>();
        List<Future<?>> filings = new ArrayList<>();
        ScheduledExecutorService callers = Executors.newScheduledThreadPool(CALLERS);
        try {
            for (int i = 0; i < UPDATES; i++) {
                String referee = "s-" + i;
                filings.add(callers.schedule(
                        () -> {
                            http().put("/api/availability/" + referee + "/2099-W10", "{\"slots\":[" + slot() + "]}");
                            answered.put(referee, System.nanoTime());
                        },
                        i * 1_000L / PER_SECOND,
                        TimeUnit.MILLISECONDS));
            }
            watch(known);
            for (Future<?> filing : filings) {
                filing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(known).hasSize(UPDATES);
        List<Long> lags = new ArrayList<>();
        answered.forEach((referee, at) -> lags.add(known.getOrDefault(referee, at) - at));

        print("eligibility after the PUT's answer, " + UPDATES + " updates at " + PER_SECOND + "/s", lags);
    }

    @Test
    void candidatesOfTenThousandReferees() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        execute("""
                insert into eligibility (referee_id, week, updated_at, event_id)
                select 'q-' || n, '2099-03-09', now(), 'e-' || n from generate_series(1, 10000) n
                """, """
                insert into eligibility_slot
                select 'q-' || n, '2099-03-09', '2099-03-14', '08:00', '18:00' from generate_series(1, 10000) n
                """, """
                insert into match select gen_random_uuid(), '2099-01-01'::timestamptz + n * interval '1 hour', 'v', 'c',
                  array['referee'], now(), 'test' from generate_series(1, 2400) n
                """, """
                insert into match_assignment
                select match_id, 'q-' || (1 + (random() * 9999)::int), 'referee', kickoff_at, 'ASSIGNED', false, now(), 'test'
                from match, generate_series(1, 100) n where created_by = 'test'
                on conflict do nothing
                """, "vacuum analyze");
        String match = desk.match("2099-03-14T15:30:00-05:00", "referee", "assistant");
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long from = System.nanoTime();
            assertThat(desk.candidates(match)).hasSize(100);
            took.add(System.nanoTime() - from);
        }
        print("candidates of 10,000 referees with 24 matches each", took.subList(10, took.size()));
    }

    /** Notes when each row is there, until all are. */
    private static void watch(Map<String, Long> known) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Connection database = DevServices.current().connect();
                Statement statement = database.createStatement()) {
            int seen = 0;
            while (known.size() < UPDATES && System.nanoTime() < deadline) {
                try (ResultSet rows = statement.executeQuery(
                        "select referee_id from eligibility where referee_id like 's-%' order by written_at offset "
                                + Math.max(0, seen - CALLERS * 10))) {
                    long now = System.nanoTime();
                    while (rows.next()) {
                        known.putIfAbsent(rows.getString(1), now);
                    }
                }
                seen = known.size();
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection database = DevServices.current().connect();
                Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void print(String what, List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        System.out.printf(
                "%s: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                what, millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1));
    }

    private static double millis(List<Long> sorted, double part) {
        int at = (int) Math.ceil(part * sorted.size()) - 1;
        return sorted.get(at) / 1e6;
    }

    private static String slot() {
        return "{\"date\":\"2099-03-07\",\"start\":\"08:00\",\"end\":\"12:00\"}";
    }
}
