package org.sgad.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Tag;

/**
 * How long events take from the log to a socket, in the buckets of a Prometheus histogram. The server's own histogram keeps
 * samples and tells quantiles, which cannot be added up over nodes and cost a lock for each delivery.
 */
@ApplicationScoped
public class DeliveryTimes {
    private static final String NAME = "sgad_events_delivery_seconds";

    /** Upper bounds in milliseconds, ascending; what takes longer is in one bucket more. */
    private static final long[] BOUNDS = {5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000};

    private final LongAdder[] buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);
    private final LongAdder sumMillis = new LongAdder();

    @Inject
    Registry registry;

    /** Has the container make this bean with the application, so that what nobody has counted yet is there as well. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    @PostConstruct
    void register() {
        String what = "From the log to a session's socket, of what came over the broker";
        for (int i = 0; i < BOUNDS.length; i++) {
            int last = i;
            Tag bound = new Tag("le", Double.toString(BOUNDS[i] / 1_000.0));
            registry.gauge(NAME + "_bucket", what, this, times -> times.upTo(last), bound);
        }
        registry.gauge(NAME + "_bucket", what, this, times -> times.upTo(BOUNDS.length), new Tag("le", "+Inf"));
        registry.gauge(NAME + "_count", what, this, times -> times.upTo(BOUNDS.length));
        registry.gauge(NAME + "_sum", what, this, times -> times.sumMillis.sum() / 1_000.0);
    }

    void add(long millis) {
        int found = Arrays.binarySearch(BOUNDS, millis);
        buckets[found < 0 ? -found - 1 : found].increment();
        sumMillis.add(millis);
    }

    private long upTo(int last) {
        return Arrays.stream(buckets, 0, last + 1).mapToLong(LongAdder::sum).sum();
    }

    /** How many are in each bucket now. */
    long[] counts() {
        return Arrays.stream(buckets).mapToLong(LongAdder::sum).toArray();
    }

    /**
     * The time in milliseconds that a part of them did not exceed, taking those in a bucket as spread evenly.
     *
     * @param counts of each bucket
     * @param part from 0 to 1
     * @return not a number where there are none
     */
    static double quantile(long[] counts, double part) {
        double wanted = part * Arrays.stream(counts).sum();
        double before = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            if (counts[i] > 0 && before + counts[i] >= wanted) {
                long lower = i == 0 ? 0 : BOUNDS[i - 1];
                return lower + (BOUNDS[i] - lower) * (wanted - before) / counts[i];
            }
            before += counts[i];
        }
        return counts[BOUNDS.length] > 0 ? BOUNDS[BOUNDS.length - 1] : Double.NaN;
    }
}
