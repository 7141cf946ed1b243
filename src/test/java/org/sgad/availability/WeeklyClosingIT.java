package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventJson;
import org.sgad.http.Page;
import org.sgad.http.ProblemException;

class WeeklyClosingIT {
    private static final Week W42 = Week.parse("2026-W42");
    private static final String WEDNESDAY = "2026-10-14T17:00:00Z";
    private static final String FRIDAY_AT_THREE = "2026-10-16T20:00:00Z";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private DataSource database;
    private TestNode node;

    @BeforeEach
    void installedOnAWednesday() {
        database = TestDatabase.create();
        node = new TestNode(database, WEDNESDAY);
        node.closing.runDue();
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void onFridayAtThreeTheWeekIsClosedAndWhatIsOlderExpires() {
        node.files("ana", "2026-W42");
        node.files("ana", "2026-W41");
        node.files("ana", "2026-W43");

        node.itIs("2026-10-16T20:00:03Z");
        node.closing.runDue();

        assertThat(node.find("ana", "2026-W42").status()).isEqualTo(WeekStatus.CLOSED);
        assertThat(node.find("ana", "2026-W41").status()).isEqualTo(WeekStatus.EXPIRED);
        assertThat(node.find("ana", "2026-W43").status()).isEqualTo(WeekStatus.OPEN);
        assertThat(bodies())
                .satisfiesExactly(
                        closed -> assertThat(closed)
                                .startsWith("{\"event_type\":\"availability.closed\"")
                                .endsWith("\"referee_id\":\"ana\",\"week_year\":2026,\"week_number\":42,"
                                        + "\"closed_at\":\"2026-10-16T15:00:00-05:00\",\"total_slots\":0}"),
                        expired -> assertThat(expired)
                                .startsWith("{\"event_type\":\"availability.expired\"")
                                .endsWith("\"referee_id\":\"ana\",\"week_year\":2026,\"week_number\":41,"
                                        + "\"expired_at\":\"2026-10-16T15:00:00-05:00\",\"total_slots\":0}"));
    }

    @Test
    void beforeItIsDueNothingIsClosed() {
        node.files("ana", "2026-W42");

        node.itIs("2026-10-16T19:59:59.999Z");
        node.closing.runDue();

        assertThat(node.find("ana", "2026-W42").status()).isEqualTo(WeekStatus.OPEN);
        assertThat(runs()).isEmpty();
    }

    @Test
    void theTickThatComesAtTheVeryMomentClosesIt() {
        node.files("ana", "2026-W42");

        node.itIs(FRIDAY_AT_THREE);
        node.closing.runDue();

        assertThat(node.find("ana", "2026-W42").closedAt()).hasToString("2026-10-16T15:00-05:00");
        assertThat(node.find("ana", "2026-W42").version()).isEqualTo(2);
    }

    @Test
    void aWeekIsClosedOnce() {
        node.files("ana", "2026-W42");
        node.itIs(FRIDAY_AT_THREE);

        node.closing.runDue();
        node.closing.runDue();

        assertThat(node.closing.run(W42, TestNode.ADMIN)).isEqualTo(ClosingCounts.NONE);
        assertThat(bodies()).hasSize(1);
    }

    @Test
    void aSystemInstalledOnASaturdayDoesNotCloseThatWeek() {
        TestNode installedLate = new TestNode(TestDatabase.create(), "2026-10-17T12:00:00Z");
        installedLate.files("ana", "2026-W42");

        installedLate.closing.runDue();

        assertThat(installedLate.find("ana", "2026-W42").status()).isEqualTo(WeekStatus.OPEN);
        assertThat(installedLate.closing.next().week()).hasToString("2026-W43");
    }

    @Test
    void everyMissedWeekIsCaughtUpWithItsOwnDueTime() {
        node.files("ana", "2026-W42");
        node.files("ana", "2026-W43");
        node.files("ana", "2026-W44");
        node.files("luis", "2026-W41");

        TestNode afterTheHolidays = new TestNode(database, "2026-10-31T08:00:00Z");
        afterTheHolidays.closing.runDue();

        assertThat(bodies())
                .satisfiesExactly(
                        w42 -> assertThat(w42)
                                .contains("availability.closed", "42,\"closed_at\":\"2026-10-16T15:00:00-05:00\""),
                        w41 -> assertThat(w41)
                                .contains("availability.expired", "41,\"expired_at\":\"2026-10-16T15:00:00-05:00\""),
                        w43 -> assertThat(w43)
                                .contains("availability.closed", "43,\"closed_at\":\"2026-10-23T15:00:00-05:00\""),
                        w44 -> assertThat(w44)
                                .contains("availability.closed", "44,\"closed_at\":\"2026-10-30T15:00:00-05:00\""));
        assertThat(EventJson.write(runs().get(2)))
                .isEqualTo("{\"week\":\"2026-W44\",\"due_at\":\"2026-10-30T15:00:00-05:00\","
                        + "\"started_at\":\"2026-10-31T03:00:00-05:00\",\"finished_at\":\"2026-10-31T03:00:00-05:00\","
                        + "\"closed\":1,\"expired\":0,\"actor\":\"system\"}");
    }

    @Test
    void closedByHandBeforeItIsDueItIsClosedNow() {
        node.files("ana", "2026-W42");
        node.itIs("2026-10-15T14:30:15.678Z");

        assertThat(node.closing.run(W42, TestNode.ADMIN)).isEqualTo(new ClosingCounts(1, 0));

        assertThat(bodies()).singleElement().asString().contains("\"closed_at\":\"2026-10-15T09:30:15-05:00\"");
        assertThat(
                        TestDatabase.texts(
                                database,
                                "select actor || ' ' || correlation_id from event_log where event_type <> 'availability.updated'"))
                .containsExactly("admin request-1");
        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run.actor()).isEqualTo("admin"));
    }

    @Test
    void closedByHandAfterItWasDueItIsClosedAsOfThen() {
        node.files("ana", "2026-W40");

        node.closing.run(Week.parse("2026-W40"), TestNode.ADMIN);

        assertThat(bodies()).singleElement().asString().contains("\"closed_at\":\"2026-10-02T15:00:00-05:00\"");
    }

    @Test
    void aLaterWeekClosedByHandWaitsForTheOnesThatAreDue() {
        node.files("ana", "2026-W42");
        node.itIs("2026-10-19T12:00:00Z");

        assertThat(node.closing.run(Week.parse("2026-W43"), TestNode.ADMIN)).isEqualTo(ClosingCounts.NONE);

        assertThat(node.find("ana", "2026-W42").status()).isEqualTo(WeekStatus.CLOSED);
        assertThat(runs()).extracting(ClosingRun::week).containsExactly(W42, Week.parse("2026-W43"));
    }

    @Test
    void aPreviewTellsWhatWouldHappenAndDoesNothing() {
        node.files("ana", "2026-W42");
        node.files("luis", "2026-W42");
        node.files("ana", "2026-W41");
        node.files("ana", "2026-W43");

        assertThat(node.closing.preview(W42)).isEqualTo(new ClosingCounts(2, 1));

        assertThat(runs()).isEmpty();
        assertThat(bodies()).isEmpty();
        assertThat(node.closing.run(W42, TestNode.ADMIN)).isEqualTo(new ClosingCounts(2, 1));
        assertThat(node.closing.preview(W42)).isEqualTo(ClosingCounts.NONE);
    }

    @Test
    void aBigWeekIsClosedInChunks() {
        givenOpenWeeks(2 * ClosingSteps.CHUNK + 1, "2026-W42");
        givenOpenWeeks(3, "2026-W41");
        node.itIs(FRIDAY_AT_THREE);

        node.steps.begin(W42, TestNode.ADMIN);

        assertThat(node.steps.next(W42))
                .isEqualTo(new ClosingSteps.Chunk(new ClosingCounts(ClosingSteps.CHUNK, 0), false));
        assertThat(node.steps.next(W42))
                .isEqualTo(new ClosingSteps.Chunk(new ClosingCounts(ClosingSteps.CHUNK, 0), false));
        assertThat(node.steps.next(W42)).isEqualTo(new ClosingSteps.Chunk(new ClosingCounts(1, 3), true));
        assertThat(node.steps.next(W42)).isEqualTo(new ClosingSteps.Chunk(ClosingCounts.NONE, true));
        assertEachClosedOnce(2 * ClosingSteps.CHUNK + 4);
    }

    @Test
    void aChunkAndItsEventsAreOneTransaction() {
        node.files("ana", "2026-W42");
        TestDatabase.execute(database, "alter table event_log add constraint none check (false) not valid");
        node.itIs(FRIDAY_AT_THREE);

        assertThatThrownBy(node.closing::runDue).hasMessageContaining("none");

        assertThat(node.find("ana", "2026-W42").status()).isEqualTo(WeekStatus.OPEN);
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.finishedAt()).isNull();
            assertThat(run.closed()).isZero();
        });
    }

    @Test
    void aKilledNodesClosingIsContinuedByTheNextTickOfAnyNode() {
        givenOpenWeeks(ClosingSteps.CHUNK + 5, "2026-W42");
        node.itIs("2026-10-15T12:00:00Z");
        node.steps.begin(W42, TestNode.ADMIN);
        node.steps.next(W42);

        new TestNode(database, "2026-10-15T12:00:30Z").closing.runDue();

        assertEachClosedOnce(ClosingSteps.CHUNK + 5);
        assertThat(TestDatabase.texts(
                        database, "select distinct actor || substring(body from '\"closed_at.*') from event_log"))
                .containsExactly("admin\"closed_at\":\"2026-10-15T07:00:00-05:00\",\"total_slots\":1}");
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.closed()).isEqualTo(ClosingSteps.CHUNK + 5);
            assertThat(run.finishedAt()).hasToString("2026-10-15T07:00:30-05:00");
        });
    }

    @Test
    void twoNodesAtOnceCloseEachWeekOnce() throws Exception {
        int open = 4 * ClosingSteps.CHUNK + 7;
        givenOpenWeeks(open, "2026-W42");
        TestNode other = new TestNode(database, FRIDAY_AT_THREE);
        node.itIs(FRIDAY_AT_THREE);
        CountDownLatch start = new CountDownLatch(1);

        Future<ClosingCounts> one = threads.submit(afterwards(start, () -> node.closing.run(W42, TestNode.ADMIN)));
        Future<ClosingCounts> two = threads.submit(afterwards(start, () -> other.closing.run(W42, TestNode.ADMIN)));
        start.countDown();

        assertThat(result(one).closed() + result(two).closed()).isEqualTo(open);
        assertEachClosedOnce(open);
        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run.closed()).isEqualTo(open));
    }

    @Test
    void whoseTurnComesAfterTheLastChunkLeavesTheClosingAsItIs() throws Exception {
        node.files("ana", "2026-W42");
        CountDownLatch commit = new CountDownLatch(1);
        Future<ClosingSteps.Chunk> one = closedButNotCommittedUntil(commit);
        TestNode other = new TestNode(database, "2026-10-16T20:00:30Z");

        Future<ClosingSteps.Chunk> two = threads.submit(() -> other.steps.next(W42));
        awaitWaiting(1);
        commit.countDown();

        assertThat(result(one)).isEqualTo(new ClosingSteps.Chunk(new ClosingCounts(1, 0), true));
        assertThat(result(two)).isEqualTo(new ClosingSteps.Chunk(ClosingCounts.NONE, true));
        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run.finishedAt()).hasToString("2026-10-16T15:00-05:00"));
    }

    @Test
    void aClosingWaitsForAFilingThatIsNotYetCommitted() throws Exception {
        CountDownLatch commit = new CountDownLatch(1);
        Future<FiledWeek> filing = filedButNotCommittedUntil(commit, "2026-W42");
        TestNode other = new TestNode(database, FRIDAY_AT_THREE);

        Future<ClosingCounts> closing = threads.submit(() -> other.closing.run(W42, TestNode.ADMIN));
        awaitWaiting(1);
        commit.countDown();

        result(filing);
        assertThat(result(closing)).isEqualTo(new ClosingCounts(1, 0));
        assertThat(node.find("ana", "2026-W42").status()).isEqualTo(WeekStatus.CLOSED);
    }

    @Test
    void anOlderWeekThatIsBeingFiledAgainIsNotPassedOver() throws Exception {
        node.files("ana", "2026-W41");
        CountDownLatch commit = new CountDownLatch(1);
        Future<FiledWeek> filing = filedButNotCommittedUntil(commit, "2026-W41");
        TestNode other = new TestNode(database, FRIDAY_AT_THREE);

        Future<ClosingCounts> closing = threads.submit(() -> other.closing.run(W42, TestNode.ADMIN));
        awaitWaiting(1);
        commit.countDown();

        result(filing);
        assertThat(result(closing)).isEqualTo(new ClosingCounts(0, 1));
        assertThat(node.find("ana", "2026-W41").version()).isEqualTo(3);
    }

    @Test
    void whoFilesWhileTheClosingRunsIsEitherClosedOrRefused() throws Exception {
        int referees = 200;
        TestNode other = new TestNode(database, FRIDAY_AT_THREE);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> filings = new ArrayList<>();
        for (int i = 0; i < referees; i++) {
            String referee = "referee-" + i;
            filings.add(threads.submit(afterwards(start, () -> isFiled(referee))));
        }

        start.countDown();
        Awaitility.await().until(() -> TestDatabase.count(database, "select count(*) from availability") > 10);
        other.closing.runDue();
        int accepted = 0;
        for (Future<Boolean> filing : filings) {
            accepted += result(filing) ? 1 : 0;
        }

        assertEachClosedOnce(accepted);
        assertThat(runs()).singleElement().extracting(ClosingRun::closed).isEqualTo(accepted);
    }

    @Test
    void theNextClosingIsTheFirstThatWasNotBegun() {
        assertThat(EventJson.write(node.closing.next()))
                .isEqualTo("{\"week\":\"2026-W42\",\"due_at\":\"2026-10-16T15:00:00-05:00\"}");

        node.closing.run(W42, TestNode.ADMIN);
        node.closing.run(Week.parse("2026-W43"), TestNode.ADMIN);

        assertThat(node.closing.next().week()).hasToString("2026-W44");
    }

    @Test
    void closingsAreListedInTheOrderTheyBegan() {
        node.closing.run(Week.parse("2026-W44"), TestNode.ADMIN);
        node.itIs("2026-10-14T18:00:00Z");
        node.closing.run(Week.parse("2026-W43"), TestNode.ADMIN);
        node.itIs("2026-10-14T19:00:00Z");
        node.closing.run(W42, TestNode.ADMIN);

        Page<ClosingRun> first = node.closing.page(null, 2);
        Page<ClosingRun> second = node.closing.page(Week.parse(String.valueOf(first.next())), 2);

        assertThat(first.items()).extracting(run -> run.week().toString()).containsExactly("2026-W44", "2026-W43");
        assertThat(second.items()).extracting(run -> run.week().toString()).containsExactly("2026-W42");
        assertThat(second.next()).isNull();
    }

    private Future<ClosingSteps.Chunk> closedButNotCommittedUntil(CountDownLatch commit) throws Exception {
        node.itIs(FRIDAY_AT_THREE);
        node.steps.begin(W42, TestNode.ADMIN);
        return uncommittedUntil(commit, () -> node.steps.next(W42));
    }

    private Future<FiledWeek> filedButNotCommittedUntil(CountDownLatch commit, String week) throws Exception {
        return uncommittedUntil(commit, () -> node.files("ana", week));
    }

    private <T> Future<T> uncommittedUntil(CountDownLatch commit, Supplier<T> work) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Future<T> future = threads.submit(() -> node.transactions.in(() -> {
            T result = work.get();
            done.countDown();
            awaitQuietly(commit);
            return result;
        }));
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        return future;
    }

    private boolean isFiled(String referee) {
        try {
            node.files(referee, "2026-W42");
            return true;
        } catch (ProblemException refused) {
            assertThat(refused.problem().status()).isEqualTo(409);
            return false;
        }
    }

    private void assertEachClosedOnce(int expected) {
        assertThat(TestDatabase.count(database, "select count(*) from availability where status = 'OPEN'"))
                .isZero();
        String closings = " from event_log where event_type in ('availability.closed', 'availability.expired')";
        assertThat(TestDatabase.count(database, "select count(*)" + closings)).isEqualTo(expected);
        assertThat(TestDatabase.count(
                        database,
                        "select count(distinct (subject, substring(body from 'week_number\":(\\d+)')))" + closings))
                .isEqualTo(expected);
    }

    private void givenOpenWeeks(int count, String week) {
        TestDatabase.execute(
                database,
                "insert into availability (referee_id, week, status, total_slots, version, updated_at)"
                        + " select 'referee-' || n, ?, 'OPEN', 1, 1, now() from generate_series(1, ?) n",
                Week.parse(week).monday(),
                count);
    }

    private List<ClosingRun> runs() {
        return node.closing.page(null, 100).items();
    }

    private List<String> bodies() {
        return TestDatabase.texts(
                database, "select body from event_log where event_type <> 'availability.updated' order by entry");
    }

    private void awaitWaiting(int sessions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> TestDatabase.count(
                                database,
                                "select count(*) from pg_stat_activity"
                                        + " where datname = current_database() and wait_event_type = 'Lock'")
                        == sessions);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> Callable<T> afterwards(CountDownLatch start, Callable<T> call) {
        return () -> {
            start.await();
            return call.call();
        };
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }
}
