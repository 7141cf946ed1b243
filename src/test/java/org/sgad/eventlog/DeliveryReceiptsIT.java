package org.sgad.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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
import org.sgad.eventlog.Acknowledgement.Fate;

@SuppressWarnings("UnnecessaryAssignment") // injected by hand, as there is no container
class DeliveryReceiptsIT {
    private static final Instant NOON = Instant.parse("2026-10-16T17:00:00Z");
    private static final UserId ANA = new UserId("ana");
    private static final UserId LUIS = new UserId("luis");

    private final DeliveryReceipts receipts = new DeliveryReceipts();
    private final LogReader reader = new LogReader();
    private EventLog log;

    @BeforeEach
    void freshDatabase() {
        DataSource database = TestDatabase.create();
        receipts.dataSource = database;
        reader.dataSource = database;
        log = EventLogs.over(database);
    }

    private EventId append(String id, String type, @Nullable UserId subject) {
        EventId event = new EventId(id);
        log.append(
                new SgadEvent(event, new EventType(type), subject, "sgad.availability", type, "{}", Map.of(), NOON),
                new Actor("test", null));
        return event;
    }

    private LogEntry entry(EventId event) {
        return reader.find(event).orElseThrow();
    }

    @Test
    void whatAUserHasIsShownWithTheEvent() {
        EventId event = append("e-1", "availability.closed", ANA);

        assertThat(receipts.write(List.of(Acknowledgement.delivered(ANA, event, NOON))))
                .containsExactly(Fate.KEPT);
        assertThat(entry(event).receipts()).containsExactly(new LogEntry.Receipt("ana", NOON, null));

        receipts.write(List.of(Acknowledgement.read(ANA, event, NOON.plusSeconds(5))));
        assertThat(entry(event).receipts()).containsExactly(new LogEntry.Receipt("ana", NOON, NOON.plusSeconds(5)));
        assertThat(entry(event).moreReceipts()).isFalse();
    }

    @Test
    void theFirstTimesStay() {
        EventId event = append("e-1", "availability.closed", ANA);
        receipts.write(List.of(Acknowledgement.read(ANA, event, NOON)));

        assertThat(receipts.write(List.of(Acknowledgement.read(ANA, event, NOON.plusSeconds(60)))))
                .containsExactly(Fate.KEPT);
        assertThat(receipts.write(List.of(Acknowledgement.delivered(ANA, event, NOON.minusSeconds(60)))))
                .containsExactly(Fate.KEPT);

        assertThat(entry(event).receipts()).containsExactly(new LogEntry.Receipt("ana", NOON.minusSeconds(60), NOON));
    }

    @Test
    void onlyWhoAnEventIsForCanHaveIt() {
        EventId hers = append("e-1", "availability.closed", ANA);
        EventId everybodys = append("e-2", "notification", null);
        EventId nobodys = append("e-3", "audit.closing", null);

        assertThat(receipts.write(List.of(
                        Acknowledgement.delivered(LUIS, hers, NOON),
                        Acknowledgement.delivered(LUIS, everybodys, NOON),
                        Acknowledgement.delivered(LUIS, nobodys, NOON),
                        Acknowledgement.delivered(LUIS, new EventId("not there"), NOON),
                        Acknowledgement.delivered(ANA, hers, NOON))))
                .containsExactly(Fate.NOT_THEIRS, Fate.KEPT, Fate.NOT_THEIRS, Fate.UNKNOWN, Fate.KEPT);

        assertThat(entry(hers).receipts()).extracting(LogEntry.Receipt::userId).containsExactly("ana");
        assertThat(entry(everybodys).receipts())
                .extracting(LogEntry.Receipt::userId)
                .containsExactly("luis");
        assertThat(entry(nobodys).receipts()).isEmpty();
    }

    @Test
    void anIdThatLooksLikeSqlOrJsonIsUnknownAndSpoilsNoBatch() {
        EventId event = append("e-1", "availability.closed", ANA);

        assertThat(receipts.write(List.of(
                        Acknowledgement.delivered(ANA, new EventId("'); --"), NOON),
                        Acknowledgement.delivered(ANA, new EventId("{\"\\',}"), NOON),
                        Acknowledgement.delivered(ANA, event, NOON))))
                .containsExactly(Fate.UNKNOWN, Fate.UNKNOWN, Fate.KEPT);
    }

    @Test
    void nodesWritingTheSameEventsDoNotWaitForEachOtherInACircle() {
        List<Acknowledgement> said = IntStream.range(0, 2_000)
                .mapToObj(i -> Acknowledgement.delivered(ANA, append("e-" + i, "match.assigned", ANA), NOON))
                .toList();

        List<CompletableFuture<Void>> nodes = IntStream.range(0, 4)
                .mapToObj(node -> CompletableFuture.runAsync(() -> writeInManyOrders(said)))
                .toList();

        nodes.forEach(CompletableFuture::join);
    }

    private void writeInManyOrders(List<Acknowledgement> said) {
        List<Acknowledgement> shuffled = new ArrayList<>(said);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(shuffled);
            assertThat(receipts.write(shuffled)).containsOnly(Fate.KEPT);
        }
    }

    @Test
    void aPageShowsTheFirstOfEachAndSaysWhetherThereAreMore() {
        EventId everybodys = append("e-1", "notification", null);
        EventId hers = append("e-2", "availability.closed", ANA);
        sequence();
        receipts.write(IntStream.range(0, 1_001)
                .mapToObj(i -> Acknowledgement.delivered(new UserId("u-%04d".formatted(i)), everybodys, NOON))
                .toList());
        receipts.write(List.of(Acknowledgement.delivered(ANA, hers, NOON)));

        List<LogEntry> page = reader.read(EventFilter.ALL, Cursor.START, 10).entries();

        assertThat(page.get(0).receipts())
                .hasSize(10)
                .first()
                .extracting(LogEntry.Receipt::userId)
                .isEqualTo("u-0000");
        assertThat(page.get(0).moreReceipts()).isTrue();
        assertThat(page.get(1).receipts()).hasSize(1);
        assertThat(page.get(1).moreReceipts()).isFalse();
        assertThat(entry(everybodys).receipts()).hasSize(1_000);
        assertThat(entry(everybodys).moreReceipts()).isTrue();
    }

    private void sequence() {
        TestDatabase.execute(reader.dataSource, "update event_log set position = entry");
    }
}
