package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventJson;
import org.sgad.event.UserId;
import org.sgad.http.Page;
import org.sgad.http.ProblemException;

class AvailabilityIT {
    private static final Slot SATURDAY = slot("2026-10-17", "08:00", "12:00");
    private static final Slot SUNDAY = slot("2026-10-18", "09:00", "18:30");
    private static final Slot SUNDAY_EVENING = slot("2026-10-18", "19:00", "21:00");

    private DataSource database;
    private TestNode node;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        node = new TestNode(database, "2026-10-14T17:00:00.987Z");
    }

    @Test
    void aFiledWeekIsFoundAsItWasFiled() {
        FiledWeek filed = node.files("ana", "2026-W42", SATURDAY, SUNDAY);

        assertThat(EventJson.write(filed))
                .isEqualTo("{\"referee_id\":\"ana\",\"week\":\"2026-W42\",\"status\":\"OPEN\",\"slots\":["
                        + "{\"date\":\"2026-10-17\",\"start\":\"08:00\",\"end\":\"12:00\"},"
                        + "{\"date\":\"2026-10-18\",\"start\":\"09:00\",\"end\":\"18:30\"}],"
                        + "\"total_slots\":2,\"version\":1,\"updated_at\":\"2026-10-14T12:00:00-05:00\"}");
        assertThat(node.find("ana", "2026-W42")).isEqualTo(filed);
    }

    @Test
    void aWeekWithoutAnySlotIsFiledToo() {
        FiledWeek filed = node.files("ana", "2026-W42");

        assertThat(node.find("ana", "2026-W42")).isEqualTo(filed);
        assertThat(filed.totalSlots()).isZero();
    }

    @Test
    void filingAgainReplacesTheSlots() {
        node.files("ana", "2026-W42", SATURDAY, SUNDAY);
        node.files("ana", "2026-W42", SUNDAY_EVENING);

        assertThat(node.find("ana", "2026-W42").slots()).containsExactly(SUNDAY_EVENING);
        assertThat(node.find("ana", "2026-W42").version()).isEqualTo(2);
    }

    @Test
    void aWeekNeverFiledIsNotFound() {
        node.files("ana", "2026-W42", SATURDAY);

        assertThat(node.availability.find(new UserId("ana"), Week.parse("2026-W43")))
                .isEmpty();
        assertThat(node.availability.find(new UserId("luis"), Week.parse("2026-W42")))
                .isEmpty();
    }

    @Test
    void everyFilingIsAnEventAlsoOneThatChangesNothing() {
        node.files("ana", "2026-W42", SATURDAY);
        node.files("ana", "2026-W42", SATURDAY);

        assertThat(TestDatabase.texts(database, "select routing_key || ' ' || actor from event_log"))
                .containsExactly("availability.updated.ana ana", "availability.updated.ana ana");
        assertThat(TestDatabase.texts(database, "select body from event_log limit 1")
                        .get(0))
                .contains("\"referee_id\":\"ana\",\"week_year\":2026,\"week_number\":42,"
                        + "\"updated_at\":\"2026-10-14T12:00:00-05:00\",\"total_slots\":1,\"slots\":[{");
    }

    @Test
    void theFilingAndItsEventAreOneTransaction() {
        TestDatabase.execute(database, "alter table event_log add constraint none check (false) not valid");

        assertThatThrownBy(() -> node.files("ana", "2026-W42", SATURDAY)).hasMessageContaining("none");

        assertThat(node.availability.find(new UserId("ana"), Week.parse("2026-W42")))
                .isEmpty();
    }

    @Test
    void ifMatchReplacesOnlyTheVersionItNames() {
        node.files("ana", "2026-W42", SATURDAY);

        assertThat(node.files("ana", "2026-W42", new Preconditions("\"1\"", null), SUNDAY)
                        .version())
                .isEqualTo(2);
        assertProblem(412, () -> node.files("ana", "2026-W42", new Preconditions("\"1\"", null), SATURDAY));
        assertThat(node.find("ana", "2026-W42").slots()).containsExactly(SUNDAY);
        assertThat(events("availability.updated")).isEqualTo(2);
    }

    @Test
    void ifMatchFailsWhereNothingIsFiledAndLeavesNothingBehind() {
        assertProblem(412, () -> node.files("ana", "2026-W42", new Preconditions("*", null), SATURDAY));

        assertThat(node.availability.find(new UserId("ana"), Week.parse("2026-W42")))
                .isEmpty();
    }

    @Test
    void ifNoneMatchFilesOnlyTheFirstTime() {
        Preconditions onlyNew = new Preconditions(null, "*");

        assertThat(node.files("ana", "2026-W42", onlyNew, SATURDAY).version()).isEqualTo(1);
        assertProblem(412, () -> node.files("ana", "2026-W42", onlyNew, SATURDAY));
    }

    @Test
    void aWeekClosedByHandCannotBeFiledNorClosedAgain() {
        node.files("ana", "2026-W42", SATURDAY, SUNDAY);
        FiledWeek closed = node.availability.close(new UserId("ana"), Week.parse("2026-W42"), TestNode.ADMIN);

        assertThat(closed).isEqualTo(node.find("ana", "2026-W42"));
        assertThat(closed.status()).isEqualTo(WeekStatus.CLOSED);
        assertThat(closed.version()).isEqualTo(2);
        assertThat(closed.closedAt()).hasToString("2026-10-14T12:00-05:00");
        assertProblem(409, () -> node.files("ana", "2026-W42", SATURDAY));
        assertProblem(409, () -> node.availability.close(new UserId("ana"), Week.parse("2026-W42"), TestNode.ADMIN));
        assertThat(TestDatabase.texts(
                        database,
                        "select actor || ' ' || correlation_id || ' ' || body from event_log"
                                + " where event_type = 'availability.closed'"))
                .singleElement()
                .asString()
                .startsWith("admin request-1 {")
                .endsWith("\"closed_at\":\"2026-10-14T12:00:00-05:00\",\"total_slots\":2}");
    }

    @Test
    void aClosedWeekIsAConflictWhateverThePreconditions() {
        node.files("ana", "2026-W42", SATURDAY);
        node.availability.close(new UserId("ana"), Week.parse("2026-W42"), TestNode.ADMIN);

        assertProblem(409, () -> node.files("ana", "2026-W42", new Preconditions("\"1\"", null), SATURDAY));
    }

    @Test
    void whatWasNeverFiledCannotBeClosed() {
        assertProblem(404, () -> node.availability.close(new UserId("ana"), Week.parse("2026-W42"), TestNode.ADMIN));
    }

    @Test
    void onceItsClosingHasRunAWeekCannotBeFiledByAnybody() {
        node.closing.run(Week.parse("2026-W42"), TestNode.ADMIN);

        assertProblem(409, () -> node.files("luis", "2026-W42", SATURDAY));
        assertThat(node.files("luis", "2026-W41").version()).isEqualTo(1);
    }

    @Test
    void manyFilingsAtOnceOfANewWeekAreDoneOneAfterTheOther() throws Exception {
        int filings = 8;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(filings);
        try {
            List<Future<Long>> versions = new ArrayList<>();
            for (int i = 0; i < filings; i++) {
                versions.add(threads.submit(() -> {
                    start.await();
                    return node.files("ana", "2026-W42", SATURDAY, SUNDAY).version();
                }));
            }
            start.countDown();
            List<Long> got = new ArrayList<>();
            for (Future<Long> version : versions) {
                got.add(version.get(20, TimeUnit.SECONDS));
            }
            assertThat(got).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        } finally {
            threads.shutdownNow();
        }
        assertThat(events("availability.updated")).isEqualTo(filings);
    }

    @Test
    void whoIsAvailableOnADateIsToldByRefereeWithTheSlotsOfThatDate() {
        node.files("luis", "2026-W42", SUNDAY, SUNDAY_EVENING, SATURDAY);
        node.files("Ana", "2026-W42", SUNDAY);
        node.files("ana", "2026-W42", SATURDAY);
        node.availability.close(new UserId("Ana"), Week.parse("2026-W42"), TestNode.ADMIN);

        Page<AvailableReferee> page = availableOn(null, 10);

        assertThat(page.next()).isNull();
        assertThat(EventJson.write(page.items()))
                .isEqualTo("[{\"referee_id\":\"Ana\",\"week\":\"2026-W42\",\"date\":\"2026-10-18\","
                        + "\"status\":\"CLOSED\",\"slots\":["
                        + "{\"date\":\"2026-10-18\",\"start\":\"09:00\",\"end\":\"18:30\"}]},"
                        + "{\"referee_id\":\"luis\",\"week\":\"2026-W42\",\"date\":\"2026-10-18\","
                        + "\"status\":\"OPEN\",\"slots\":["
                        + "{\"date\":\"2026-10-18\",\"start\":\"09:00\",\"end\":\"18:30\"},"
                        + "{\"date\":\"2026-10-18\",\"start\":\"19:00\",\"end\":\"21:00\"}]}]");
    }

    @Test
    void whoIsAvailableComesInPages() {
        for (String referee : List.of("a", "b", "c", "d")) {
            node.files(referee, "2026-W42", SUNDAY, SUNDAY_EVENING);
        }

        Page<AvailableReferee> first = availableOn(null, 2);
        Page<AvailableReferee> second = availableOn(new UserId(String.valueOf(first.next())), 2);

        assertThat(first.items()).extracting(item -> item.refereeId().value()).containsExactly("a", "b");
        assertThat(second.items()).extracting(item -> item.refereeId().value()).containsExactly("c", "d");
        assertThat(second.next()).isNull();
    }

    private Page<AvailableReferee> availableOn(@Nullable UserId after, int limit) {
        return node.availability.availableOn(LocalDate.parse("2026-10-18"), after, limit);
    }

    private int events(String type) {
        return TestDatabase.count(database, "select count(*) from event_log where event_type = '" + type + "'");
    }

    private static void assertProblem(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem().status()).isEqualTo(status));
    }

    private static Slot slot(String date, String start, String end) {
        return new Slot(LocalDate.parse(date), LocalTime.parse(start), LocalTime.parse(end));
    }
}
