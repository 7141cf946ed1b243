package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.sgad.availability.Week;
import org.sgad.flow.Http;

/** Three nodes, and a Friday every moment: their clock jumps from one closing to the next. */
class ThreeNodesIT extends Fault {
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final Path CLOCK = Path.of("target", "clock-of-three-nodes").toAbsolutePath();
    private static final String WAR = "sgad-events-other-clock.war";
    private static final int REFEREES = 30;
    private static final Duration SOON = Duration.ofSeconds(20);

    ThreeNodesIT() {
        super(3);
    }

    /** The artefact as it is, with a clock that a file moves and a timer that looks at it often. */
    @Override
    String war() {
        return WAR;
    }

    @Override
    void beforeNodes() {
        ClockOfFile.set(CLOCK, Clock.systemUTC().instant());
        ShrinkWrap.create(ZipImporter.class, WAR)
                .importFrom(new File("target/sgad-events.war"))
                .as(WebArchive.class)
                .addClasses(ClockOfFile.class, EagerTimer.class)
                .as(ZipExporter.class)
                .exportTo(new File("target", WAR), true);
    }

    @Override
    Map<String, String> settings(int node) {
        Map<String, String> all = new HashMap<>(super.settings(node));
        all.put(ClockOfFile.VARIABLE, CLOCK.toString());
        return all;
    }

    @Test
    void eachClosingRunsOnceAndEachAvailabilityHasOneEvent() {
        int rounds = Rounds.of(20, 100);
        List<String> referees = users("t", REFEREES);
        List<RecoveringClient> clients = clients(referees);
        Figures figures =
                Figures.of("three nodes, closings by an injected clock").put("closings", rounds);
        try {
            LocalDate friday = LocalDate.now(Clock.system(BOGOTA))
                    .plusWeeks(1)
                    .with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
            for (int round = 0; round < rounds; round++) {
                figures.most("worst seconds until closed", close(friday.plusWeeks(round), referees));
            }
            assertThat(number("select count(*) from weekly_closing where closed = " + REFEREES))
                    .isEqualTo(rounds);
            assertThat(number("select count(*) from availability where status <> 'CLOSED'"))
                    .isZero();
            assertThat(number("select count(*) from event_log where event_type = 'availability.closed'"))
                    .isEqualTo((long) rounds * REFEREES);
            assertThat(number(
                            "select count(distinct (subject, body::json ->> 'week_number', body::json ->> 'week_year'))"
                                    + " from event_log where event_type = 'availability.closed'"))
                    .isEqualTo((long) rounds * REFEREES);
            secondsUntilDrained(clients, PATIENCE);
            figures.add(promiseKept(clients, List.of())).print();
        } finally {
            closeAll(clients);
        }
    }

    /** Everybody files the week, its Friday comes, and all nodes close it. */
    private double close(LocalDate friday, List<String> referees) {
        Week week = Week.of(friday);
        for (int i = 0; i < referees.size(); i++) {
            Http.Answer filed = http(i % size())
                    .put(
                            "/api/availability/" + referees.get(i) + "/" + week,
                            "{\"slots\":[{\"date\":\"" + friday + "\",\"start\":\"08:00\",\"end\":\"12:00\"}]}");
            assertThat(filed.status()).as(filed.text()).isBetween(200, 201);
        }
        Instant due = ZonedDateTime.of(friday, LocalTime.of(15, 0), BOGOTA).toInstant();
        ClockOfFile.set(CLOCK, due.plusSeconds(2));
        long from = System.nanoTime();
        await().atMost(SOON)
                .until(() -> number("select count(*) from weekly_closing where finished_at is not null and week = '"
                                + week.monday() + "'")
                        == 1);
        return seconds(from);
    }
}
