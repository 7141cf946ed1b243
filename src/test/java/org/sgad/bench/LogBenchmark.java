package org.sgad.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.event.Actor;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;
import org.sgad.eventlog.Cursor;
import org.sgad.eventlog.EventLog;
import org.sgad.eventlog.EventLogs;
import org.sgad.eventlog.LogTail;
import org.sgad.eventlog.Outbox;
import org.sgad.eventlog.Sequencer;
import org.sgad.flow.Http;

/**
 * What a log of 10 million events costs who reads it: those who come back, administrators who search it, and the node itself,
 * twice a second. {@code -Dsgad.bench.rows=200000} for a look.
 */
class LogBenchmark {
    private static final long ROWS = Long.getLong("sgad.bench.rows", 10_000_000);
    private static final String GOAL = "50 ms p99";

    private static final int WARM_UP = 40;
    private static final int ROUNDS = 300;
    private static final int FEWEST = 20;
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int PAGE = 100;

    private static final int FEW = 20_000;
    private static final int BATCH = 1_000;
    private static final int MOST_REPLAYED = 1_000;
    private static final List<String> COMMON =
            List.of("availability.updated", "availability.closed", "match.assigned", "notification", "custom.from-3");

    private static final Random RANDOM = new Random(20_261_016);

    private static PayaraNode node;
    private static Http http;
    private static Connection database;

    @BeforeAll
    static void fillTheLog() throws SQLException {
        DevServices services = DevServices.current();
        services.freshData();
        // its queues and tables are there then, so that the log is nothing that anybody missed
        services.startNode(Map.of()).close();
        database = services.connect();
        long begin = System.nanoTime();
        YearOfEvents.fill(database, ROWS);
        Results.add("log: filling " + ROWS + " events", "s", (System.nanoTime() - begin) / 1e9, null);
        Results.add(
                "log: its size",
                "MB",
                (double) services.number("select pg_total_relation_size('event_log') >> 20"),
                null);
        begin = System.nanoTime();
        node = services.startNode(Map.of());
        Results.add("log: a node starts on it", "s", (System.nanoTime() - begin) / 1e9, null);
        http = new Http(node.port());
    }

    @AfterAll
    static void endTheNode() throws SQLException {
        node.close();
        database.close();
    }

    @Test
    void recovery() throws SQLException {
        Times welcomed = new Times();
        Times complete = new Times();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            String user = referee();
            List<Long> theirs = positionsOf(user);
            int back = 99 + RANDOM.nextInt(Math.min(MOST_REPLAYED, theirs.size() - 1) - 99);
            Cursor cursor = new Cursor(theirs.get(theirs.size() - back - 1));

            ReturningClient.Return returned = ReturningClient.of(http, user, cursor);

            assertThat(returned.welcome().path("recovered").booleanValue()).isTrue();
            assertThat(returned.events().stream()
                            .map(event -> Cursor.parse(
                                            "cursor", event.path("cursor").textValue())
                                    .position()))
                    .containsExactlyElementsOf(theirs.subList(theirs.size() - back, theirs.size()));
            if (i >= WARM_UP) {
                welcomed.add(returned.welcomed());
                complete.add(returned.complete());
            }
        }
        report("recovery of 100 to 1,000 events, until the welcome", welcomed, GOAL);
        report("recovery of 100 to 1,000 events, until the last", complete, GOAL);
    }

    @Test
    void pages() throws SQLException {
        measure("first page", LogQuestion::of);
        measure("deep page", () -> LogQuestion.of().after(position()));
        measure("deep page of 1,000", () -> LogQuestion.of("limit", "1000").after(position()), null);
        measure("by type", () -> LogQuestion.of("type", one(COMMON)).after(position()));
        measure("by a rare type", () -> LogQuestion.of("type", "audit.dead_letter.discarded"));
        measure("by a type that is hardly there", () -> LogQuestion.of("type", "audit.availability.rebuilt"));
        measure(
                "by type=availability.*",
                () -> LogQuestion.of("type", "availability.*").after(position()));
        measure("by type=audit.*", () -> LogQuestion.of("type", "audit.*").after(position()));
        measure("by type=nothing.*", () -> LogQuestion.of("type", "nothing.*"));
        measure("by subject", () -> LogQuestion.of("subject", referee()));
        measure("by actor, a referee", () -> LogQuestion.of("actor", referee()));
        measure(
                "by actor, an administrator",
                () -> LogQuestion.of("actor", admin()).after(position()));
        measure(
                "by actor, other publishers",
                () -> LogQuestion.of("actor", "broker").after(position()));
        measure("by actor, nobody", () -> LogQuestion.of("actor", "nobody-" + RANDOM.nextInt(1_000)));
    }

    @Test
    void pagesOfATime() throws SQLException {
        measure("by time, an hour", () -> during(Duration.ofHours(1)));
        measure("by time, a month", () -> during(Duration.ofDays(30)));
        measure("by time, the last page of a month", LogBenchmark::endOfMonth);
        measure(
                "since yesterday",
                () -> LogQuestion.of(
                        "from", Instant.now().minus(Duration.ofDays(1)).toString()));
        measure("rare type in a month", () -> during(Duration.ofDays(30), "type", "audit.dead_letter.discarded"));
        measure("type=audit.* in a day", () -> during(Duration.ofDays(1), "type", "audit.*"));
        measure("subject in a month", () -> during(Duration.ofDays(30), "subject", referee()));
        measure("actor in a week", () -> during(Duration.ofDays(7), "actor", admin()));
    }

    @Test
    void pagesOfTwoFilters() throws SQLException {
        measure("subject and type", () -> LogQuestion.of("subject", referee(), "type", one(COMMON)));
        measure("subject and actor", () -> LogQuestion.of("subject", referee(), "actor", admin()));
        measure("actor and type", () -> LogQuestion.of("actor", admin(), "type", "match.cancelled"));
        measure(
                "actor and type, many of each, none of both",
                () -> LogQuestion.of("actor", "system", "type", "match.assigned"));
    }

    @Test
    void pagesThatHaveAText() throws SQLException {
        measure("q, in every event", () -> LogQuestion.of("q", "SEMANA").after(position()));
        measure(
                "q, in one event of 5,000",
                () -> LogQuestion.of("q", "Semana de " + referee()).after(position()));
        measure(
                "q since yesterday, nowhere",
                () -> LogQuestion.of(
                        "q",
                        "nowhere",
                        "from",
                        Instant.now().minus(Duration.ofDays(1)).toString()));
        measure("q of a subject", () -> LogQuestion.of("subject", referee(), "q", "\"week_number\":7"));
    }

    @Test
    void oneEvent() {
        Times times = new Times();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            String id = texts("select event_id from event_log where position = " + (1 + position()))
                    .get(0);
            long begin = System.nanoTime();
            Http.Answer answer = http.get("/api/events/" + id);
            long took = System.nanoTime() - begin;
            assertThat(answer.json().path("event_id").textValue()).isEqualTo(id);
            if (i >= WARM_UP) {
                times.add(took);
            }
        }
        report("one event", times, GOAL);
    }

    @Test
    void inboxes() {
        Times times = new Times();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            String user = referee();
            boolean unread = i % 2 == 0;
            long begin = System.nanoTime();
            Http.Answer answer = http.get("/api/users/" + user + "/notifications?unread=" + unread);
            long took = System.nanoTime() - begin;
            assertThat(answer.json().path("items").findValuesAsText("event_id"))
                    .containsExactlyElementsOf(texts("select event_id from inbox_item item where user_id in ('" + user
                            + "', '*') and not (" + unread + " and exists (select from delivery_receipt receipt"
                            + " where receipt.event_id = item.event_id and receipt.user_id = '" + user
                            + "' and receipt.read_at is not null)) order by position limit " + PAGE));
            if (i >= WARM_UP) {
                times.add(took);
            }
        }
        report("an inbox", times, GOAL);
    }

    /** A node looks for work: in a log of few events, in all of it, and after some more went through. */
    @Test
    void whatANodeAsksTwiceASecond() throws SQLException {
        node.stop(); // it would take the work away
        try (Connection connection = DevServices.current().connect();
                Statement statement = connection.createStatement()) {
            Looks all = Looks.through(connection);
            Looks churned = Looks.afterWork(connection);
            statement.execute("create schema few");
            statement.execute("set search_path to few");
            statement.execute("create table event_log (like public.event_log including all)");
            statement.execute("create table event_log_head (like public.event_log_head including all)");
            statement.execute("insert into event_log_head (position) values (0)");
            statement.execute("insert into event_log overriding system value select * from public.event_log"
                    + " where position <= " + FEW);
            statement.execute("update event_log_head set position = " + FEW);
            statement.execute("vacuum analyze event_log");
            Looks few = Looks.through(connection);

            for (String what : few.times().keySet()) {
                compare(what, "", all, few);
                compare(what, ", after " + Looks.WORK + " events went through", churned, few);
            }
        } finally {
            node.start();
        }
    }

    private static void compare(String what, String when, Looks here, Looks few) {
        Results.compare(
                "log: " + what + when + " p99", "ms", here.p99(what), "log of 20,000", few.p99(what), "as fast");
    }

    /** How long each look takes that finds nothing. */
    private record Looks(Map<String, Times> times) {
        private static final int WORK = 100_000;

        static Looks through(Connection connection) {
            DataSource source = OneConnection.over(connection);
            Outbox outbox = EventLogs.outbox(source);
            Sequencer sequencer = EventLogs.sequencer(source);
            LogTail tail = EventLogs.tail(source);
            Times claim = new Times();
            Times count = new Times();
            Times number = new Times();
            Times start = new Times();
            for (int i = 0; i < WARM_UP + ROUNDS; i++) {
                Times none = new Times();
                boolean counts = i >= WARM_UP;
                assertThat(timed(counts ? number : none, sequencer::sequence)).isZero();
                assertThat(timed(counts ? claim : none, () -> outbox.claimUnpublished(0, BATCH))
                                .events())
                        .isEmpty();
                assertThat(timed(counts ? count : none, outbox::backlog).events())
                        .isZero();
                timed(counts ? start : none, tail::start);
            }
            return new Looks(Map.of("sequencer", number, "claim", claim, "backlog", count, "start of the tail", start));
        }

        /** Has events go the whole way, as a node would, and then looks again. */
        static Looks afterWork(Connection connection) {
            DataSource source = OneConnection.over(connection);
            EventLog log = EventLogs.over(source);
            Outbox outbox = EventLogs.outbox(source);
            Times batches = new Times();
            for (int done = 0; done < WORK; done += BATCH) {
                List<SgadEvent> events = batch(done);
                timed(batches, () -> {
                    log.append(events, new Actor("system", null));
                    EventLogs.sequencer(source).sequence();
                    List<EventId> claimed = outbox.claimUnpublished(0, BATCH).events().stream()
                            .map(SgadEvent::id)
                            .toList();
                    outbox.markPublished(claimed);
                    return claimed.size();
                });
            }
            report("log: 1,000 events appended, numbered, claimed and marked", batches, null);
            return through(connection);
        }

        private static List<SgadEvent> batch(int first) {
            return IntStream.range(first, first + BATCH)
                    .mapToObj(n -> new SgadEvent(
                            new EventId("work-" + n),
                            EventType.AVAILABILITY_CLOSED,
                            new UserId("referee-" + n % YearOfEvents.REFEREES),
                            "sgad.availability",
                            "availability.closed.referee-" + n,
                            "{\"event_id\":\"work-" + n + "\",\"text\":\"" + "x".repeat(300) + "\"}",
                            Map.of(),
                            Instant.now()))
                    .toList();
        }

        double p99(String what) {
            return times.getOrDefault(what, new Times()).millis(0.99);
        }
    }

    private static <T> T timed(Times times, Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        times.add(System.nanoTime() - begin);
        return result;
    }

    private static void measure(String what, Supplier<LogQuestion> questions) throws SQLException {
        measure(what, questions, GOAL);
    }

    private static void measure(String what, Supplier<LogQuestion> questions, @Nullable String goal)
            throws SQLException {
        int answers = requireRight(questions.get());
        Times times = new Times();
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int i = 0; i < WARM_UP + ROUNDS && (System.nanoTime() < end || i < WARM_UP + FEWEST); i++) {
            LogQuestion question = questions.get();
            long begin = System.nanoTime();
            Http.Answer answer = http.get(question.path());
            long took = System.nanoTime() - begin;
            assertThat(answer.status()).as(question.path()).isEqualTo(200);
            if (i >= WARM_UP) {
                times.add(took);
            }
        }
        report("page: " + what + (answers > 1 ? " (one of " + answers + " answers)" : ""), times, goal);
    }

    /**
     * Reads on until a page's worth is there, and compares it with the table.
     *
     * @return how many answers that took
     */
    private static int requireRight(LogQuestion first) throws SQLException {
        List<String> ids = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        LogQuestion question = first;
        int answers = 0;
        String next = "";
        while (next != null && ids.size() < PAGE) {
            JsonNode page = http.get(question.path()).json();
            for (JsonNode item : page.path("items")) {
                ids.add(item.path("event_id").textValue());
                positions.add(
                        Cursor.parse("cursor", item.path("cursor").textValue()).position());
            }
            next = page.path("next").textValue();
            question = first.with("after", String.valueOf(next));
            answers++;
        }
        assertThat(positions)
                .as(first.path())
                .isSortedAccordingTo(Comparator.naturalOrder())
                .doesNotHaveDuplicates();
        assertThat(ids.subList(0, Math.min(PAGE, ids.size()))).as(first.path()).isEqualTo(first.answer(database, PAGE));
        return answers;
    }

    private static void report(String what, Times times, @Nullable String goal) {
        Results.add(what + " p50", "ms", times.millis(0.5), null);
        Results.add(what + " p99", "ms", times.millis(0.99), goal);
    }

    private static String referee() {
        return String.format("referee-%04d", RANDOM.nextInt(YearOfEvents.REFEREES));
    }

    private static String admin() {
        return "admin-" + RANDOM.nextInt(20);
    }

    private static long position() {
        return RANDOM.nextLong(ROWS - 2 * PAGE);
    }

    private static String one(List<String> of) {
        return of.get(RANDOM.nextInt(of.size()));
    }

    private static LogQuestion during(Duration length, String... more) {
        Instant from = Instant.now()
                .minus(Duration.ofDays(364))
                .plusSeconds(RANDOM.nextLong(Duration.ofDays(363).minus(length).toSeconds()))
                .truncatedTo(ChronoUnit.SECONDS);
        return LogQuestion.between(from, from.plus(length), more);
    }

    /** What a reader asks for who has read nearly all of a month: few are left, and the log is long after them. */
    private static LogQuestion endOfMonth() {
        Instant from = Instant.now().minus(Duration.ofDays(60 + RANDOM.nextInt(200)));
        LogQuestion month = LogQuestion.between(from, from.plus(Duration.ofDays(30)));
        return month.after(DevServices.current()
                .number("select position - 50 from event_log where recorded_at < '" + from.plus(Duration.ofDays(30))
                        + "' order by recorded_at desc limit 1"));
    }

    private static List<Long> positionsOf(String user) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select position from event_log where subject = '" + user
                        + "' or (subject is null and event_type = 'notification') order by position desc limit 1500")) {
            List<Long> positions = new ArrayList<>();
            while (row.next()) {
                positions.add(0, row.getLong(1));
            }
            return positions;
        }
    }

    private static List<String> texts(String query) {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
