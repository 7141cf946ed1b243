package org.sgad.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgad.availability.TestDatabase.execute;
import static org.sgad.availability.TestDatabase.texts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sgad.availability.TestDatabase;
import org.sgad.event.Actor;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;

/** The log forgets its beginning, and says so to whoever asks for it. */
@SuppressWarnings("UnnecessaryAssignment") // injected by hand, as there is no container
class RetentionIT {
    private static final Instant SEPTEMBER = Instant.parse("2026-09-01T05:00:00Z");
    private static final Instant BEFORE = SEPTEMBER.minusSeconds(1);
    private static final UserId ANA = new UserId("ana");

    private final Retention retention = new Retention();
    private DataSource database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        retention.dataSource = database;
    }

    @Test
    void whatIsOldGoesWithItsReceiptsAndTheRestStays() {
        append(1, BEFORE, BEFORE);
        append(2, BEFORE, BEFORE);
        append(3, SEPTEMBER, SEPTEMBER);
        for (int event = 1; event <= 3; event++) {
            execute(
                    database,
                    "insert into delivery_receipt (event_id, user_id, delivered_at) values (?, 'ana', now())",
                    "e-" + event);
        }

        assertThat(retention.retire(SEPTEMBER)).hasValue(2);
        assertThat(retention.removeSome()).isEqualTo(2);

        assertThat(ids()).containsExactly("e-3");
        assertThat(texts(database, "select event_id from delivery_receipt")).containsExactly("e-3");
        assertThat(retention.retire(SEPTEMBER)).isEmpty();
        assertThat(retention.removeSome()).isZero();
    }

    @Test
    void theOldestThatIsNotPublishedKeepsAllThatCameAfterIt() {
        append(1, BEFORE, BEFORE);
        append(2, BEFORE, null);
        append(3, BEFORE, BEFORE);

        assertThat(retention.retire(SEPTEMBER)).hasValue(1);
        retention.removeSome();

        assertThat(ids()).containsExactly("e-2", "e-3");
        execute(database, "update event_log set published_at = now() where event_id = 'e-2'");
        assertThat(retention.retire(SEPTEMBER)).hasValue(3);
        retention.removeSome();
        assertThat(ids()).isEmpty();
    }

    @Test
    void whatHasNoPositionYetIsNotOld() {
        append(1, BEFORE, BEFORE);
        execute(database, "update event_log_head set position = 1");
        EventLogs.over(database)
                .append(
                        new SgadEvent(
                                new EventId("new"), EventType.NOTIFICATION, null, "x", "k", "{}", Map.of(), BEFORE),
                        Actor.SYSTEM);

        assertThat(retention.retire(SEPTEMBER)).hasValue(1);
        retention.removeSome();

        assertThat(ids()).containsExactly("new");
    }

    @Test
    void manyGoInSmallTransactions() {
        execute(database, """
                insert into event_log (event_id, position, event_type, exchange, routing_key, body, ours, actor, occurred_at,
                                       recorded_at, published_at)
                select 'e-' || n, n, 'notification', 'x', 'k', '{}', true, 'a', now(), ?, now()
                from generate_series(1, 4500) n
                """, Timestamp.from(BEFORE));
        execute(database, "update event_log_head set position = 4500");

        assertThat(retention.retire(SEPTEMBER)).hasValue(4_500);

        assertThat(Stream.generate(retention::removeSome).takeWhile(removed -> removed > 0))
                .containsExactly(2_000, 2_000, 500);
    }

    @Test
    void nobodyElseCanDeleteAnythingOfWhatIsKept() {
        append(1, BEFORE, BEFORE);
        append(2, SEPTEMBER, SEPTEMBER);
        assertIsRefused("delete from event_log");
        retention.retire(SEPTEMBER);

        assertIsRefused("delete from event_log");
        assertIsRefused("delete from event_log where position = 2");
        assertIsRefused("truncate event_log");
        assertIsRefused("update event_log set position = 1 where position = 2");
        assertIsRefused("update event_log set body = '{}' where position = 1");
        assertThat(ids()).containsExactly("e-1", "e-2");
    }

    @Test
    void whatIsNotPublishedIsRefusedEvenBelowTheMark() {
        append(1, BEFORE, null);
        execute(database, "update event_log_head set retired = 1");

        assertIsRefused("delete from event_log");
        assertThat(retention.removeSome()).isZero();
        assertThat(ids()).containsExactly("e-1");
    }

    @Test
    void whoeverComesBackFromBelowTheMarkIsToldSoAndNobodyElse() {
        LongStream.rangeClosed(1, 4).forEach(n -> append(n, BEFORE, BEFORE));
        append(5, SEPTEMBER, SEPTEMBER);
        append(6, SEPTEMBER, SEPTEMBER);
        retention.retire(SEPTEMBER);
        assertIsKept(new Cursor(3), false, 4, 5, 6);
        retention.removeSome();

        assertIsKept(Cursor.START, false, 5, 6);
        assertIsKept(new Cursor(3), false, 5, 6);
        assertIsKept(new Cursor(4), true, 5, 6);
        assertIsKept(new Cursor(5), true, 6);
        assertIsKept(new Cursor(6), true);
        assertIsKept(new Cursor(5, List.of(new Cursor.Range(4, 4))), false, 6);
        assertIsKept(new Cursor(6, List.of(new Cursor.Range(5, 5))), true, 5);
    }

    private void assertIsKept(Cursor since, boolean isKept, long... positions) {
        LogTail tail = EventLogs.tail(database);
        LogTail.Missed expected = new LogTail.Missed(
                isKept,
                LongStream.of(positions)
                        .mapToObj(position -> new MissedEvent(position, 2))
                        .toList());
        assertThat(tail.missed(ANA, since, 6, 10)).as("%s", since).isEqualTo(expected);
        for (String types : List.of("*", "availability.*", "availability.closed", "none.*,availability.c*")) {
            for (Optional<UserId> subject : List.of(Optional.<UserId>empty(), Optional.of(ANA))) {
                assertThat(tail.missedOfAll(List.of(types.split(",", -1)), subject, since, 6, 10))
                        .as("%s of %s", since, types)
                        .isEqualTo(expected);
            }
        }
        assertThat(tail.missedOfAll(List.of("none.*"), Optional.empty(), since, 6, 10))
                .isEqualTo(new LogTail.Missed(isKept, List.of()));
    }

    private void assertIsRefused(String change) {
        assertThatThrownBy(() -> execute(database, change)).as(change).hasStackTraceContaining("append-only");
    }

    private void append(long position, Instant recorded, @Nullable Instant published) {
        execute(
                database,
                "insert into event_log (event_id, position, event_type, subject, exchange, routing_key, body, ours, actor,"
                        + " occurred_at, recorded_at, published_at)"
                        + " values (?, ?, 'availability.closed', 'ana', 'x', 'k', '{}', true, 'a', ?, ?,"
                        + " nullif(?, '')::timestamptz)",
                "e-" + position,
                position,
                Timestamp.from(recorded),
                Timestamp.from(recorded),
                published == null ? "" : published.toString());
        execute(database, "update event_log_head set position = ?", position);
    }

    private List<String> ids() {
        return texts(database, "select event_id from event_log order by entry");
    }
}
