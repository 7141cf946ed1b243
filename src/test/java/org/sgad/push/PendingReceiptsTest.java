package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.eventlog.Acknowledgement;

class PendingReceiptsTest {
    private static final Instant NOW = Instant.parse("2026-10-16T20:00:00Z");
    private static final UserId ANA = new UserId("ana");

    private final PendingReceipts pending = new PendingReceipts();

    private static Acknowledgement delivered(UserId user, String event) {
        return Acknowledgement.delivered(user, new EventId(event), NOW);
    }

    @Test
    void deliveredAndReadOfOneEventAreOneAcknowledgement() {
        pending.add(delivered(ANA, "e-1"));
        pending.add(Acknowledgement.read(ANA, new EventId("e-1"), NOW.plusSeconds(2)));
        pending.add(Acknowledgement.read(ANA, new EventId("e-1"), NOW.plusSeconds(9)));

        assertThat(pending.due(NOW, 10))
                .containsExactly(new Acknowledgement(ANA, new EventId("e-1"), NOW, NOW.plusSeconds(2)));
    }

    @Test
    void anUnknownEventIsTriedForHalfAMinuteAndThenGivenUp() {
        Acknowledgement said = delivered(ANA, "later");
        pending.add(said);

        Instant now = NOW;
        while (pending.retry(said, now)) {
            assertThat(pending.due(now, 10)).as("not at once").isEmpty();
            while (pending.due(now, 10).isEmpty()) {
                now = now.plusMillis(100);
            }
        }

        assertThat(Duration.between(NOW, now)).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(35));
        assertThat(pending.size()).isZero();
    }

    @Test
    void oneUsersUnknownEventsAreBoundedAndLeaveRoomForOthers() {
        for (int i = 0; i <= PendingReceipts.MAX_UNKNOWN_OF_USER; i++) {
            Acknowledgement said = delivered(ANA, "none-" + i);
            pending.add(said);
            assertThat(pending.retry(said, NOW)).isEqualTo(i < PendingReceipts.MAX_UNKNOWN_OF_USER);
        }

        Acknowledgement others = delivered(new UserId("luis"), "none");
        pending.add(others);
        assertThat(pending.retry(others, NOW)).isTrue();
        assertThat(pending.size()).isEqualTo(PendingReceipts.MAX_UNKNOWN_OF_USER + 1);
    }

    @Test
    void allUsersUnknownEventsAreBounded() {
        long kept = IntStream.range(0, PendingReceipts.MAX_UNKNOWN + 100)
                .mapToObj(i -> delivered(new UserId("u-" + i), "none"))
                .peek(pending::add)
                .filter(said -> pending.retry(said, NOW))
                .count();

        assertThat(kept).isEqualTo(PendingReceipts.MAX_UNKNOWN);
    }

    @Test
    void aSettledUnknownEventMakesRoom() {
        for (int i = 0; i < 2 * PendingReceipts.MAX_UNKNOWN_OF_USER; i++) {
            Acknowledgement said = delivered(ANA, "e-" + i);
            pending.add(said);
            assertThat(pending.retry(said, NOW)).isTrue();
            pending.settle(said);
        }

        assertThat(pending.size()).isZero();
    }
}
