package org.sgad.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;

class PendingConfirmsTest {
    private static final long FIRST = 17;
    private final PendingConfirms confirms = new PendingConfirms(
            FIRST, IntStream.range(0, 5).mapToObj(i -> new EventId("e" + i)).toList());

    @Test
    void aMultipleConfirmSettlesAllUpToIt() throws Exception {
        confirms.confirmed(FIRST + 4, true);

        assertThat(settled()).isEqualTo("ccccc");
    }

    @Test
    void confirmsMayComeInAnyOrder() throws Exception {
        confirms.confirmed(FIRST + 3, false);
        confirms.confirmed(FIRST + 2, true);
        confirms.confirmed(FIRST + 4, false);

        assertThat(settled()).isEqualTo("ccccc");
    }

    @Test
    void aReturnedMessageIsRefusedAlthoughItIsConfirmed() throws Exception {
        confirms.returned("e1", "returned: NO_ROUTE");
        confirms.confirmed(FIRST + 4, true);

        assertThat(settled()).isEqualTo("crccc");
    }

    @Test
    void aNackRefusesWhatItCovers() throws Exception {
        confirms.confirmed(FIRST, false);
        confirms.nacked(FIRST + 2, true);
        confirms.confirmed(FIRST + 4, true);

        assertThat(settled()).isEqualTo("crrcc");
    }

    @Test
    void whatIsNotAnsweredInTimeIsRefused() throws Exception {
        confirms.confirmed(FIRST + 1, true);

        assertThat(settled()).isEqualTo("ccrrr");
    }

    @Test
    void aLateConfirmOfAnEarlierBatchChangesNothing() throws Exception {
        confirms.confirmed(FIRST - 1, true);
        confirms.confirmed(FIRST - 1, false);

        assertThat(settled()).isEqualTo("rrrrr");
    }

    @Test
    void aLostConnectionRefusesTheRestAtOnce() throws Exception {
        confirms.confirmed(FIRST + 1, true);
        confirms.abandon("lost");

        assertThat(confirms.await(Duration.ofDays(1)).get(4))
                .isEqualTo(new Confirmation.Refused(new EventId("e4"), "lost"));
    }

    private String settled() throws InterruptedException {
        List<Confirmation> all = confirms.await(Duration.ofMillis(5));
        StringBuilder letters = new StringBuilder();
        all.forEach(one -> letters.append(one instanceof Confirmation.Confirmed ? 'c' : 'r'));
        return letters.toString();
    }
}
