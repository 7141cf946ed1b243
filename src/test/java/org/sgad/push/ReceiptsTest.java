package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.eventlog.Acknowledgement;
import org.sgad.eventlog.Acknowledgement.Fate;
import org.sgad.eventlog.DeliveryReceipts;
import org.sgad.node.DatabaseFailure;

@SuppressWarnings("UnnecessaryAssignment") // injected by hand, as there is no container
class ReceiptsTest {
    private static final Instant NOW = Instant.parse("2026-10-16T20:00:00Z");
    private static final UserId ANA = new UserId("ana");

    /** A log that has every event but those called {@code unknown…}, and is Ana's alone. */
    private static final class TestLog extends DeliveryReceipts {
        private final List<Acknowledgement> kept = new ArrayList<>();
        private boolean away;

        @Override
        public List<Fate> write(List<Acknowledgement> said) {
            if (away) {
                throw new DatabaseFailure(new SQLException("away", "08006"));
            }
            return said.stream().map(this::fate).toList();
        }

        private Fate fate(Acknowledgement one) {
            if (one.event().value().startsWith("unknown")) {
                return Fate.UNKNOWN;
            }
            if (!one.user().equals(ANA)) {
                return Fate.NOT_THEIRS;
            }
            kept.add(one);
            return Fate.KEPT;
        }
    }

    private static final class Counts implements ReceiptMeter {
        private int kept;
        private int dropped;

        @Override
        public void receiptsKept(int acknowledgements) {
            kept += acknowledgements;
        }

        @Override
        public void receiptsDropped(int acknowledgements) {
            dropped += acknowledgements;
        }
    }

    private final TestLog log = new TestLog();
    private final Counts counts = new Counts();
    private final Receipts receipts = new Receipts();

    @BeforeEach
    void wire() {
        receipts.log = log;
        receipts.meter = counts;
        receipts.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Test
    void whatWasReadIsDeliveredAtTheTimeItArrived() {
        receipts.read(ANA, new EventId("e-1"));
        receipts.clock = Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC);

        receipts.write();

        assertThat(log.kept).containsExactly(new Acknowledgement(ANA, new EventId("e-1"), NOW, NOW));
        assertThat(counts.kept).isEqualTo(1);
        assertThat(receipts.waiting()).isZero();
    }

    @Test
    void othersEventsAreDroppedAndCounted() {
        receipts.delivered(new UserId("luis"), new EventId("e-1"));

        receipts.write();

        assertThat(log.kept).isEmpty();
        assertThat(counts.dropped).isEqualTo(1);
        assertThat(receipts.waiting()).isZero();
    }

    @Test
    void anUnknownEventWaitsWithoutHoldingUpOthers() {
        receipts.delivered(ANA, new EventId("unknown"));
        receipts.delivered(ANA, new EventId("e-1"));

        receipts.write();

        assertThat(log.kept).hasSize(1);
        assertThat(counts.dropped).isZero();
        assertThat(receipts.waiting()).isEqualTo(1);
    }

    @Test
    void whatComesWhileTheDatabaseIsAwayWaitsAndIsBounded() {
        log.away = true;
        receipts.delivered(ANA, new EventId("first"));
        assertThatThrownBy(receipts::write).isInstanceOf(DatabaseFailure.class);
        for (int i = 0; i < Receipts.MAX_WAITING + 50; i++) {
            receipts.delivered(ANA, new EventId("e-" + i));
            if (i % 10_000 == 0) {
                assertThatThrownBy(receipts::write).isInstanceOf(DatabaseFailure.class);
            }
        }
        int bound = receipts.waiting();
        assertThat(bound).isLessThanOrEqualTo(Receipts.MAX_WAITING + 5_000);
        assertThat(counts.dropped).isEqualTo(Receipts.MAX_WAITING + 51 - bound);

        log.away = false;
        while (receipts.write()) {}

        assertThat(counts.kept).isEqualTo(bound);
        assertThat(log.kept.get(0).event()).isEqualTo(new EventId("first"));
        assertThat(receipts.waiting()).isZero();
    }
}
