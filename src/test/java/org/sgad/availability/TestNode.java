package org.sgad.availability;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.sgad.event.Actor;
import org.sgad.event.UserId;
import org.sgad.eventlog.EventLog;
import org.sgad.eventlog.EventLogs;

/**
 * A node's availability part without its container: the beans wired by hand, each call that the container would put into
 * a transaction put into one.
 */
@SuppressWarnings("UnnecessaryAssignment") // injected by hand, as there is no container
final class TestNode {
    static final Actor ADMIN = new Actor("admin", "request-1");

    final Availability availability;
    final ClosingSteps steps;
    final WeeklyClosing closing = new WeeklyClosing();
    final Projection projection = new Projection();
    final Transactions transactions;

    private volatile Instant now;

    TestNode(DataSource database, String now) {
        this.now = Instant.parse(now);
        this.transactions = new Transactions(database);
        ClosingSchedule schedule = new ClosingSchedule(
                new ClosingSettings(DayOfWeek.FRIDAY, LocalTime.of(15, 0), ZoneId.of("America/Bogota")));
        DataSource joined = transactions.dataSource();
        ClosingStore closings = new ClosingStore();
        closings.dataSource = joined;
        closings.schedule = schedule;
        OpenWeeks openWeeks = new OpenWeeks();
        openWeeks.dataSource = joined;
        EventLog log = EventLogs.over(joined);
        Clock clock = clock();
        availability = availability(joined, schedule, closings, log, clock);
        steps = steps(schedule, closings, openWeeks, log, clock);
        closing.overdue = new OverdueClosing();
        closing.steps = steps;
        closing.closings = closings;
        closing.openWeeks = openWeeks;
        closing.schedule = schedule;
        closing.meter = took -> {};
        closing.overdue.schedule = schedule;
        closing.overdue.clock = clock;
        closing.clock = clock;
        projection.comparison = comparison(joined, schedule);
        projection.rebuilding = rebuilding(projection.comparison, availability.weeks);
        projection.audit = EventLogs.audit(log, clock);
    }

    void itIs(String instant) {
        now = Instant.parse(instant);
    }

    FiledWeek files(String referee, String week, Slot... slots) {
        return files(referee, week, Preconditions.NONE, slots);
    }

    FiledWeek files(String referee, String week, Preconditions preconditions, Slot... slots) {
        return availability.file(
                new UserId(referee), Week.parse(week), List.of(slots), preconditions, new Actor(referee, null));
    }

    FiledWeek find(String referee, String week) {
        return availability.find(new UserId(referee), Week.parse(week)).orElseThrow();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("nobody asks this clock for a zone");
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private Availability availability(
            DataSource joined, ClosingSchedule schedule, ClosingStore closings, EventLog log, Clock clock) {
        AvailabilityStore weeks = new AvailabilityStore();
        weeks.dataSource = joined;
        weeks.schedule = schedule;
        Availability bean = new Availability() {
            @Override
            public FiledWeek file(UserId referee, Week week, List<Slot> slots, Preconditions conditions, Actor actor) {
                return transactions.in(() -> super.file(referee, week, slots, conditions, actor));
            }

            @Override
            public FiledWeek close(UserId referee, Week week, Actor actor) {
                return transactions.in(() -> super.close(referee, week, actor));
            }
        };
        bean.weeks = weeks;
        bean.closings = closings;
        bean.log = log;
        bean.schedule = schedule;
        bean.clock = clock;
        bean.changed = EventLogs.unheard();
        return bean;
    }

    private ClosingSteps steps(
            ClosingSchedule schedule, ClosingStore closings, OpenWeeks openWeeks, EventLog log, Clock clock) {
        ClosingSteps bean = new ClosingSteps() {
            @Override
            public boolean begin(Week week, Actor actor) {
                return transactions.in(() -> super.begin(week, actor));
            }

            @Override
            public Chunk next(Week week) {
                return transactions.in(() -> super.next(week));
            }
        };
        bean.closings = closings;
        bean.openWeeks = openWeeks;
        bean.log = log;
        bean.schedule = schedule;
        bean.clock = clock;
        bean.changed = EventLogs.unheard();
        return bean;
    }

    private static WeekComparison comparison(DataSource joined, ClosingSchedule schedule) {
        WeekComparison bean = new WeekComparison();
        bean.dataSource = joined;
        bean.schedule = schedule;
        return bean;
    }

    private Rebuilding rebuilding(WeekComparison comparison, AvailabilityStore weeks) {
        Rebuilding bean = new Rebuilding() {
            @Override
            public List<DifferingWeek> rebuild(List<String> referees) {
                return transactions.in(() -> super.rebuild(referees));
            }
        };
        bean.comparison = comparison;
        bean.weeks = weeks;
        bean.changed = EventLogs.unheard();
        return bean;
    }
}
