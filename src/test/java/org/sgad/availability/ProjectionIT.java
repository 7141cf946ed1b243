package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.availability.TestDatabase.execute;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sgad.availability.DifferingWeek.Difference;

/** The stored weeks against the log. */
class ProjectionIT {
    private static final Slot SATURDAY =
            new Slot(LocalDate.parse("2026-10-17"), LocalTime.parse("08:00"), LocalTime.parse("12:00"));

    private DataSource database;
    private TestNode node;

    @BeforeEach
    void someWeeks() {
        database = TestDatabase.create();
        node = new TestNode(database, "2026-10-14T17:00:00.987Z");
        node.closing.runDue();
        node.files("ana", "2026-W41");
        node.files("ana", "2026-W42", SATURDAY);
        node.files("ana", "2026-W42");
        node.files("ben", "2026-W42", SATURDAY);
        node.files("ben", "2026-W43");
        node.itIs("2026-10-16T20:00:03Z");
        node.closing.runDue();
    }

    @Test
    void whatWasFiledClosedAndExpiredIsConsistent() {
        assertThat(node.projection.verify()).isEqualTo(new Projection.Comparison(true, 2, 0, List.of(), 0, List.of()));
    }

    @Test
    void theLastWeekThatCanBeFiledIsConsistentToo() {
        node.files("ana", "2200-W52");

        assertThat(node.projection.verify().consistent()).isTrue();
        assertThat(node.projection.rebuild(TestNode.ADMIN).weeks()).isZero();
    }

    @Test
    void eachFieldThatDiffersIsNamed() {
        execute(
                database,
                "update availability set status = 'EXPIRED', total_slots = 9 where referee_id = 'ben'"
                        + " and week = '2026-10-12'");

        assertThat(node.projection.verify().differences())
                .extracting(Difference::field, Difference::log, Difference::projection)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("status", WeekStatus.CLOSED, WeekStatus.EXPIRED),
                        org.assertj.core.groups.Tuple.tuple("total_slots", 1, 9));
    }

    @Test
    void aRebuildBringsBackWhatTheLogHasAndNothingElse() {
        List<FiledWeek> before = weeks();
        execute(database, "delete from availability where referee_id = 'ana'");
        execute(database, "delete from availability_slot");
        execute(
                database,
                "insert into availability (referee_id, week, status, total_slots, version, updated_at)"
                        + " values ('eve', '2026-10-12', 'OPEN', 0, 1, now())");
        assertThat(node.projection.verify().weeks()).isEqualTo(4);

        assertThat(node.projection.rebuild(TestNode.ADMIN).weeks()).isEqualTo(4);

        assertThat(weeks()).isEqualTo(before);
        assertThat(node.projection.verify().consistent()).isTrue();
        assertThat(TestDatabase.count(database, "select count(*) from availability"))
                .isEqualTo(4);
        assertThat(TestDatabase.texts(
                        database, "select actor from event_log where event_type = 'audit.availability.rebuilt'"))
                .containsExactly("admin");
    }

    @Test
    void whatOthersPublishChangesNothing() {
        publish("availability.closed", "{\"week_year\":2026,\"week_number\":43}", false);
        publish("availability.updated", "{\"week_year\":\"x\",\"week_number\":99,\"text\":\"\\u0000\"}", true);

        assertThat(node.projection.verify().consistent()).isTrue();
        assertThat(node.projection.rebuild(TestNode.ADMIN).weeks()).isZero();
    }

    @Test
    void aWeekOfWhichTheLogDoesNotTellEnoughIsSaidAndLeftAlone() {
        publish("availability.updated", "{\"week_year\":2026,\"week_number\":43,\"slots\":[]}", true);
        execute(database, "update availability set version = 7 where referee_id = 'ben' and week = '2026-10-19'");

        Projection.Comparison rebuilt = node.projection.rebuild(TestNode.ADMIN);

        assertThat(rebuilt.weeks()).isZero();
        assertThat(rebuilt.unknown()).containsExactly(new Projection.UnknownWeek("ben", Week.parse("2026-W43")));
        assertThat(node.find("ben", "2026-W43").version()).isEqualTo(7);
    }

    @Test
    void aWeekThatTheLogForgotIsSaidAndLeftAlone() {
        List<FiledWeek> before = weeks();
        execute(database, "update event_log set position = 500 + entry where position is null");
        execute(database, "update event_log set published_at = now()");
        execute(
                database,
                "insert into event_log (event_id, position, event_type, exchange, routing_key, body, ours, actor, occurred_at,"
                        + " recorded_at, published_at)"
                        + " values ('later', 1000, 'notification', 'x', 'k', '{}', true, 'a', now(), '2100-01-01', now())");
        execute(database, "update event_log_head set retired = 999");
        execute(database, "delete from event_log where position < 1000");
        execute(
                database,
                "insert into availability (referee_id, week, status, total_slots, version, updated_at)"
                        + " values ('eve', '2026-10-12', 'OPEN', 0, 1, '2100-01-03')");

        Projection.Comparison rebuilt = node.projection.rebuild(TestNode.ADMIN);

        assertThat(rebuilt.unknown()).hasSize(4);
        assertThat(rebuilt.weeks()).isEqualTo(1);
        assertThat(weeks()).isEqualTo(before);
        assertThat(TestDatabase.texts(database, "select referee_id from availability where referee_id = 'eve'"))
                .isEmpty();
    }

    private List<FiledWeek> weeks() {
        return List.of(
                node.find("ana", "2026-W41"),
                node.find("ana", "2026-W42"),
                node.find("ben", "2026-W42"),
                node.find("ben", "2026-W43"));
    }

    private void publish(String type, String body, boolean ours) {
        execute(
                database,
                "insert into event_log (event_id, event_type, subject, exchange, routing_key, body, headers, ours, actor,"
                        + " occurred_at)"
                        + " values (gen_random_uuid(), ?, 'ben', 'sgad.availability', 'k', ?, ?, ?, 'service', now())",
                type,
                body,
                "{\"note\":\"\\u0000 \\\"x-sgad-version\\\":9\"}",
                ours);
    }
}
