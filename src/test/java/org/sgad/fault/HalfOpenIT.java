package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgad.flow.Http;

/** Clients vanish without a word: their connections stay open, and nobody is there. */
class HalfOpenIT extends Fault {
    private static final Duration GONE = Duration.ofSeconds(45);
    private static final String OPEN = "sgad_sessions_open";
    private static final int VANISHING = 20;

    HalfOpenIT() {
        super(1);
    }

    @Test
    void theirSessionsEndAndThoseOfOthersStay() {
        int rounds = Rounds.of(1, 3);
        Figures figures = Figures.of("half-open clients").put("rounds", rounds).put("clients", VANISHING);
        List<RecoveringClient> others = clients(users("present", 5));
        try {
            double before = http(0).metric(OPEN);
            for (int round = 0; round < rounds; round++) {
                figures.most("worst seconds until gone", vanish(round));
                assertThat(http(0).metric(OPEN)).isEqualTo(before);
            }
            assertThat(others)
                    .allSatisfy(other ->
                            assertThat(other.welcomes()).as("connected once").isEqualTo(1));
            figures.print();
        } finally {
            closeAll(others);
        }
    }

    /** Returns how many seconds it took until the node had only the sessions from before. */
    private double vanish(int round) {
        double before = http(0).metric(OPEN);
        try (SilentProxy proxy = new SilentProxy(node(0).port())) {
            List<Http> way = List.of(new Http(proxy.port()));
            List<RecoveringClient> vanishing = users("vanishing" + round, VANISHING).stream()
                    .map(user -> RecoveringClient.of(user, way))
                    .toList();
            assertThat(http(0).metric(OPEN)).isEqualTo(before + VANISHING);
            proxy.fallSilent();
            long silent = System.nanoTime();
            closeAll(vanishing);
            await().atMost(GONE).until(() -> http(0).metric(OPEN) == before);
            return seconds(silent);
        }
    }
}
