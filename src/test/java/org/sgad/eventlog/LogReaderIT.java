package org.sgad.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.availability.TestDatabase.execute;
import static org.sgad.availability.TestDatabase.texts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgad.availability.TestDatabase;
import org.sgad.event.UserId;

/**
 * Pages of a log of 12,000 events over 12,000 minutes, in which some tell of another day: an hour has more events than an
 * answer looks at only where an index leads to it.
 */
@SuppressWarnings("UnnecessaryAssignment") // injected by hand, as there is no container
class LogReaderIT {
    private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
    private static final int LIMIT = 30;

    private static final LogReader READER = new LogReader();

    @BeforeAll
    static void fill() {
        DataSource database = TestDatabase.create();
        READER.dataSource = database;
        execute(database, """
                insert into event_log (event_id, position, event_type, subject, exchange, routing_key, body, ours, actor,
                                       occurred_at, recorded_at, published_at)
                select 'e-' || n, n,
                       case when n % 700 = 2 then 'notification' when n % 1500 = 7 then 'audit.rare' when n % 3000 = 8 then 'audit.rarer'
                            when n % 3 = 0 then 'match.assigned' else 'availability.closed' end,
                       case when n % 700 = 2 then null when n % 400 = 1 then 'ana' else 'u-' || n % 50 end, 'x', 'k',
                       '{"n":' || n || '}', true,
                       case when n % 900 = 5 then 'admin' when n % 2 = 0 then 'system' else 'broker' end,
                       recorded_at - case when n % 500 = 11 then interval '3 days' when n % 500 = 12 then interval '-2 days'
                                     else interval '3 ms' end,
                       recorded_at, recorded_at
                from (select n, '2026-10-01T00:00Z'::timestamptz + n * interval '1 minute' as recorded_at
                      from generate_series(1, 12000) n) event
                """);
        execute(database, "analyze event_log");
    }

    static Stream<EventFilter> filters() {
        return Stream.of(
                EventFilter.ALL,
                filter("audit.rare", null, null, null, null, null),
                filter("audit.*", null, null, null, null, null),
                filter("*", null, null, null, null, null),
                filter("nothing.*", null, null, null, null, null),
                filter("a%.*", null, null, null, null, null),
                filter("availability.*", null, null, 100, 160, null),
                filter(null, "ana", null, null, null, null),
                filter("match.assigned", "ana", null, null, null, null),
                filter(null, "ana", "admin", null, null, null),
                filter(null, null, "admin", null, null, null),
                filter("audit.*", null, "broker", null, null, null),
                filter("availability.closed", null, "admin", null, null, null),
                filter("audit.rarer", null, "system", null, null, null),
                filter(null, null, "nobody", null, null, null),
                filter(null, null, null, 9_000, 9_060, null),
                filter(null, null, null, 9_000, null, null),
                filter(null, null, null, null, 60, null),
                filter("audit.*", null, null, 2_000, 9_000, null),
                filter(null, "ana", null, 2_000, 9_000, null),
                filter(null, null, "broker", 11_900, null, "11"),
                filter(null, null, null, 20_000, 30_000, null),
                filter(null, null, null, 100, 90, null),
                filter(null, null, null, null, null, "\"n\":1199"),
                filter(null, null, null, null, null, "nowhere"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void whoeverReadsOnGetsAllThatPasses(EventFilter filter) {
        List<String> read = new ArrayList<>();
        for (Cursor from = Cursor.START; from != null; ) {
            LogPage page = READER.read(filter, from, 200);
            page.entries().forEach(entry -> read.add(entry.eventId()));
            from = page.next();
        }

        assertThat(read).isEqualTo(inTable(filter, 0));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aUserReadsWhatConcernsThemAndWhatIsForEverybody(EventFilter filter) {
        if (filter.subject() != null) {
            return;
        }
        List<String> read = new ArrayList<>();
        for (Cursor from = Cursor.START; from != null; ) {
            LogPage page = READER.readOf(new UserId("ana"), filter, from, 7);
            page.entries().forEach(entry -> read.add(entry.eventId()));
            from = page.next();
        }

        assertThat(read)
                .isEqualTo(
                        inTable(filter, 0, "(subject = 'ana' or (subject is null and event_type = 'notification'))"));
    }

    @Test
    void aPartThatEndsSomewhereReadsNoFurther() {
        assertThat(READER.read(filter(null, null, "admin", null, null, null), new Cursor(4), new Cursor(1_805), LIMIT)
                        .entries())
                .extracting(LogEntry::eventId)
                .containsExactly("e-5", "e-905", "e-1805");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aPageBeginsBehindItsCursor(EventFilter filter) {
        List<String> expected = inTable(filter, 8_990);
        LogPage page = READER.read(filter, new Cursor(8_990), LIMIT);

        assertThat(page.entries().stream().map(LogEntry::eventId))
                .isEqualTo(expected.subList(0, Math.min(LIMIT, expected.size())));
        assertThat(page.next() == null).isEqualTo(expected.size() <= LIMIT);
    }

    @Test
    void whatNoIndexFindsIsLookedForInSoManyEventsAndNoMore() {
        LogPage first = READER.read(filter(null, null, null, null, null, "\"n\":7777"), Cursor.START, LIMIT);
        assertThat(first.entries()).isEmpty();
        assertThat(first.next()).isEqualTo(new Cursor(LogScan.MOST_EXAMINED));

        LogPage second = READER.read(
                filter(null, null, null, null, null, "\"n\":7777"), new Cursor(LogScan.MOST_EXAMINED), LIMIT);
        assertThat(second.entries()).extracting(LogEntry::eventId).containsExactly("e-7777");
        assertThat(second.next()).isEqualTo(new Cursor(2 * LogScan.MOST_EXAMINED));

        assertThat(READER.read(EventFilter.ALL, new Cursor(12_000 - LIMIT), LIMIT)
                        .next())
                .isNull();
    }

    @Test
    void whatAnIndexFindsIsThereAtOnce() {
        for (EventFilter filter : List.of(
                filter("audit.*", null, null, null, null, null),
                filter(null, "ana", "admin", null, null, null),
                filter("availability.closed", null, "admin", null, null, null),
                filter(null, null, null, 9_000, 9_060, null))) {
            assertThat(READER.read(filter, Cursor.START, 1_000).next())
                    .as("%s", filter)
                    .isNull();
        }
    }

    private static EventFilter filter(
            @Nullable String type,
            @Nullable String subject,
            @Nullable String actor,
            @Nullable Integer fromMinute,
            @Nullable Integer toMinute,
            @Nullable String text) {
        return new EventFilter(type, subject, actor, minute(fromMinute), minute(toMinute), text);
    }

    private static @Nullable Instant minute(@Nullable Integer minute) {
        return minute == null ? null : BEGIN.plusSeconds(60L * minute);
    }

    /** As one plain query finds it. */
    private static List<String> inTable(EventFilter filter, long after, String... more) {
        List<String> conditions = new ArrayList<>(List.of(more));
        conditions.add("position > " + after);
        add(
                conditions,
                "event_type like '%s'",
                filter.type() == null ? null : filter.type().replace("%", "\\%").replace('*', '%'));
        add(conditions, "subject = '%s'", filter.subject());
        add(conditions, "actor = '%s'", filter.actor());
        add(conditions, "occurred_at >= '%s'", filter.from());
        add(conditions, "occurred_at < '%s'", filter.to());
        add(conditions, "position(lower('%s') in lower(body)) > 0", filter.text());
        return texts(
                READER.dataSource,
                "select event_id from event_log where " + String.join(" and ", conditions) + " order by position");
    }

    private static void add(List<String> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(String.format(condition, value));
        }
    }
}
