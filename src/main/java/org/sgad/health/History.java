package org.sgad.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.BrokerAway;
import org.sgad.broker.QueueState;
import org.sgad.broker.Queues;
import org.sgad.push.Sessions;

/** The last hour of this node, a sample every ten seconds, in memory. Thread-safe. */
@ApplicationScoped
public class History {
    static final int STEP_SECONDS = 10;
    static final int MINUTES = 60;

    private static final Logger LOG = Logger.getLogger(History.class.getName());
    private static final int MOST_SAMPLES = MINUTES * 60 / STEP_SECONDS;

    private static final List<String> SERIES = List.of(
            "published",
            "delivered",
            "received",
            "sessions",
            "unpublished",
            "delivery_p50_ms",
            "delivery_p99_ms",
            "dead_letters");

    // guarded by this
    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Totals before;

    @Inject
    FlowMetrics flow;

    @Inject
    SessionMetrics sessionMetrics;

    @Inject
    DeliveryTimes times;

    @Inject
    Sessions sessions;

    @Inject
    Queues queues;

    @Inject
    QueueMetrics queueMetrics;

    @Inject
    Clock clock;

    /** What only grows. */
    @SuppressWarnings("ArrayRecordComponent") // subtracted, never compared
    private record Totals(long millis, long published, long delivered, long received, long[] deliveryTimes) {}

    /** What happened in a step, as one value for each series, and how deep the queues were at its end. */
    private record Sample(long time, Map<String, Double> values, Map<String, Long> depths) {}

    /**
     * A part of the history; all lists have one value for each of {@code times}, null where there is none.
     *
     * @param times when each step ended, in seconds since 1970
     */
    public record Chart(
            int stepSeconds,
            List<Long> times,
            Map<String, List<@Nullable Double>> series,
            Map<String, List<@Nullable Long>> queues) {}

    /** Takes the next sample. One thread calls. */
    void sample() {
        Map<String, Long> depths = new HashMap<>();
        queues().forEach(queue -> depths.put(queue.name(), queue.depth()));
        FlowMetrics.Flow counted = flow.flow();
        Totals totals = new Totals(
                clock.millis(),
                counted.published(),
                sessionMetrics.deliveredCount(),
                counted.received(),
                times.counts());
        synchronized (this) {
            if (before != null) {
                keep(new Sample(totals.millis() / 1_000, values(before, totals, counted), depths));
            }
            before = totals;
        }
    }

    private List<QueueState> queues() {
        try {
            List<QueueState> now = ShownQueues.of(queues.read());
            queueMetrics.show(now);
            return now;
        } catch (BrokerAway e) {
            LOG.log(Level.FINE, "no queues in the history: {0}", e.getMessage());
            queueMetrics.showUnknown();
            return List.of();
        }
    }

    private synchronized void keep(Sample sample) {
        samples.addLast(sample);
        if (samples.size() > MOST_SAMPLES) {
            samples.removeFirst();
        }
    }

    private Map<String, Double> values(Totals from, Totals to, FlowMetrics.Flow counted) {
        double seconds = Math.max(1, to.millis() - from.millis()) / 1_000.0;
        long[] took = new long[to.deliveryTimes().length];
        for (int i = 0; i < took.length; i++) {
            took[i] = to.deliveryTimes()[i] - from.deliveryTimes()[i];
        }
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("published", (to.published() - from.published()) / seconds);
        values.put("delivered", (to.delivered() - from.delivered()) / seconds);
        values.put("received", (to.received() - from.received()) / seconds);
        values.put("sessions", (double) sessions.open());
        values.put("unpublished", (double) counted.unpublished());
        values.put("delivery_p50_ms", DeliveryTimes.quantile(took, 0.5));
        values.put("delivery_p99_ms", DeliveryTimes.quantile(took, 0.99));
        values.put("dead_letters", (double) counted.deadLetters());
        return values;
    }

    /** The last so many minutes. */
    synchronized Chart chart(int minutes) {
        long since = clock.millis() / 1_000 - minutes * 60L;
        List<Sample> shown =
                samples.stream().filter(sample -> sample.time() > since).toList();
        Map<String, List<@Nullable Double>> series = new LinkedHashMap<>();
        for (String name : SERIES) {
            series.put(name, each(shown, sample -> finite(sample.values().get(name))));
        }
        Map<String, List<@Nullable Long>> depths = new LinkedHashMap<>();
        for (String queue : names(shown)) {
            depths.put(queue, each(shown, sample -> sample.depths().get(queue)));
        }
        return new Chart(STEP_SECONDS, shown.stream().map(Sample::time).toList(), series, depths);
    }

    private static Set<String> names(List<Sample> shown) {
        Set<String> names = new HashSet<>();
        shown.forEach(sample -> names.addAll(sample.depths().keySet()));
        return ShownQueues.names(names);
    }

    private static <T> List<@Nullable T> each(List<Sample> shown, Function<Sample, @Nullable T> value) {
        List<@Nullable T> all = new ArrayList<>(shown.size());
        shown.forEach(sample -> all.add(value.apply(sample)));
        return all;
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value == null || value.isNaN() ? null : value;
    }
}
