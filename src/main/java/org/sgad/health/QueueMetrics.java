package org.sgad.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Tag;
import org.sgad.broker.QueueState;

/** Depth and consumers of the first hundred queues that this node has seen, as they were at its last look. */
@ApplicationScoped
public class QueueMetrics {
    private static final int MOST = 100;

    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private volatile Map<String, QueueState> queues = Map.of();

    @Inject
    Registry registry;

    /** What is not among these any more is not a number from now on. One thread calls. */
    void show(List<QueueState> now) {
        queues = now.stream().collect(Collectors.toMap(QueueState::name, Function.identity(), (one, same) -> one));
        for (QueueState queue : now) {
            if (registered.size() < MOST && registered.add(queue.name())) {
                register(queue.name());
            }
        }
    }

    private void register(String name) {
        Tag queue = new Tag("queue", name);
        registry.gauge(
                "sgad_queue_messages", "Messages in a queue", this, all -> all.value(name, QueueState::depth), queue);
        registry.gauge(
                "sgad_queue_consumers",
                "Consumers of a queue",
                this,
                all -> all.value(name, QueueState::consumers),
                queue);
    }

    private double value(String name, Function<QueueState, Long> of) {
        QueueState queue = queues.get(name);
        return queue == null ? Double.NaN : of.apply(queue);
    }
}
