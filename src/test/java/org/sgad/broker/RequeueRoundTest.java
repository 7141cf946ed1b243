package org.sgad.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgad.broker.Requeuer.Outcome;

class RequeueRoundTest {
    private static final long FIRST = 5;
    private final RequeueRound round = new RequeueRound(FIRST, List.of("a", "gone", "b", "gone"));

    @Test
    void whatIsConfirmedIsBack() throws Exception {
        round.confirmed(FIRST, false);
        round.confirmed(FIRST + 3, true);

        assertThat(outcomes()).isEqualTo("bbbb");
    }

    @Test
    void allOfAQueueThatReturnedOneAreRefusedAlthoughTheyAreConfirmed() throws Exception {
        round.returned("gone");
        round.confirmed(FIRST + 3, true);

        assertThat(outcomes()).isEqualTo("brbr");
    }

    @Test
    void aNackRefusesAndSilenceTellsNothing() throws Exception {
        round.nacked(FIRST + 2, false);
        round.confirmed(FIRST, false);

        assertThat(outcomes()).isEqualTo("buru");
    }

    @Test
    void aLateConfirmOfAnEarlierRoundChangesNothing() throws Exception {
        round.confirmed(FIRST - 1, true);
        round.confirmed(FIRST - 2, false);

        assertThat(outcomes()).isEqualTo("uuuu");
    }

    private String outcomes() throws InterruptedException {
        StringBuilder letters = new StringBuilder();
        for (Outcome outcome : round.await(Duration.ofMillis(5))) {
            letters.append(outcome instanceof Outcome.Back ? 'b' : outcome instanceof Outcome.Refused ? 'r' : 'u');
        }
        return letters.toString();
    }
}
