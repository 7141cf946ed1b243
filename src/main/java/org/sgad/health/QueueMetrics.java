package org.sgad.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Tag;
import org.sgad.broker.QueueState;

/** Depth and consumers of the {@link ShownQueues}, as they were at this node's last look. One thread looks. */
@ApplicationScoped
public class QueueMetrics {
    private static final String MESSAGES = "sgad_queue_messages";
    private static final String CONSUMERS = "sgad_queue_consumers";

    private final Set<String> registered = new HashSet<>();
    private volatile Map<String, QueueState> queues = Map.of();

    @Inject
    Registry registry;

    /** These are there, and no others. */
    void show(List<QueueState> now) {
        Map<String, QueueState> found =
                now.stream().collect(Collectors.toMap(QueueState::name, Function.identity(), (one, same) -> one));
        registered.removeIf(name -> isGone(name, found));
        queues = found;
        found.keySet().stream().filter(registered::add).forEach(this::register);
    }

    /** Nobody can tell which are there: those seen before are not a number from now on. */
    void showUnknown() {
        queues = Map.of();
    }

    private boolean isGone(String name, Map<String, QueueState> found) {
        if (found.containsKey(name)) {
            return false;
        }
        registry.remove(MESSAGES, tag(name));
        registry.remove(CONSUMERS, tag(name));
        return true;
    }

    private void register(String name) {
        registry.gauge(MESSAGES, "Messages in a queue", this, all -> all.value(name, QueueState::depth), tag(name));
        registry.gauge(
                CONSUMERS, "Consumers of a queue", this, all -> all.value(name, QueueState::consumers), tag(name));
    }

    private static Tag tag(String name) {
        return new Tag("queue", name);
    }

    private double value(String name, Function<QueueState, Long> of) {
        QueueState queue = queues.get(name);
        return queue == null ? Double.NaN : of.apply(queue);
    }
}
