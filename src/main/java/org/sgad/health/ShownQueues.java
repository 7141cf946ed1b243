package org.sgad.health;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sgad.broker.QueueState;
import org.sgad.broker.Topology;

/**
 * Which queues metrics and charts show, where a broker has more than can be looked at: ours first, then those that somebody
 * named, then those that the broker did, as clients make for themselves.
 */
final class ShownQueues {
    private static final int MOST = 100;
    private static final String NAMED_BY_THE_BROKER = "amq.";

    private static final Comparator<String> MOST_WANTED_FIRST = Comparator.comparing(
                    (String name) -> !Topology.isOurs(name))
            .thenComparing(name -> name.startsWith(NAMED_BY_THE_BROKER))
            .thenComparing(Comparator.naturalOrder());

    private ShownQueues() {}

    static List<QueueState> of(Collection<QueueState> queues) {
        return queues.stream()
                .sorted(Comparator.comparing(QueueState::name, MOST_WANTED_FIRST))
                .limit(MOST)
                .toList();
    }

    /** In the order of their names. */
    static Set<String> names(Set<String> all) {
        return all.stream().sorted(MOST_WANTED_FIRST).limit(MOST).collect(Collectors.toCollection(TreeSet::new));
    }
}
