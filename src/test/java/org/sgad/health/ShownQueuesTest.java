package org.sgad.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.broker.QueueState;

class ShownQueuesTest {
    private static final List<String> OURS =
            List.of("match-service-queue", "sgad.dead-letters", "sgad.event-log", "sgad.gateway.node-1");

    @Test
    void oursAreShownHoweverManyOthersThereAre() {
        List<String> shown = shown(with(OURS, "amq.gen-", 1_000));

        assertThat(shown).hasSize(100).startsWith(OURS.toArray(String[]::new));
    }

    @Test
    void queuesThatSomebodyNamedComeBeforeThoseOfTheBroker() {
        List<String> queues = with(List.of("statistics"), "amq.gen-", 1_000);

        assertThat(shown(queues)).hasSize(100).startsWith("statistics");
    }

    @Test
    void aChartShowsThemInTheOrderOfTheirNames() {
        List<String> names = List.copyOf(ShownQueues.names(Set.copyOf(with(OURS, "another-", 1_000))));

        assertThat(names).hasSize(100).containsAll(OURS).isSorted();
    }

    private static List<String> with(List<String> some, String prefix, int others) {
        List<String> all = new ArrayList<>(
                IntStream.range(0, others).mapToObj(nth -> prefix + nth).toList());
        all.addAll(some);
        return all;
    }

    private static List<String> shown(List<String> names) {
        List<QueueState> states = names.stream()
                .map(name -> new QueueState(name, "classic", 0, 0, null, 0, null, null))
                .toList();
        return ShownQueues.of(states).stream().map(QueueState::name).toList();
    }
}
