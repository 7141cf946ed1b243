package org.sgad.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * How long events take from the log to a socket, in the buckets of a Prometheus histogram. The server's own histogram keeps
 * samples, from which it guesses its buckets, and costs a lock for each delivery; so {@link HistogramFilter} adds this one.
 */
@ApplicationScoped
public class DeliveryTimes {
    private static final String NAME = "sgad_events_delivery_seconds";

    /** As the server marks an application's metrics. */
    private static final String SCOPE = "mp_scope=\"application\"";

    /** Upper bounds in milliseconds, ascending; what takes longer is in one bucket more. */
    private static final long[] BOUNDS = {5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000};

    private final LongAdder[] buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);
    private final LongAdder sumMillis = new LongAdder();

    void add(long millis) {
        int found = Arrays.binarySearch(BOUNDS, millis);
        buckets[found < 0 ? -found - 1 : found].increment();
        sumMillis.add(millis);
    }

    /** In Prometheus' text form. */
    String exposition() {
        StringBuilder text = new StringBuilder()
                .append("# HELP " + NAME + " From the log to a session's socket, of what came over the broker\n")
                .append("# TYPE " + NAME + " histogram\n");
        long[] counts = counts();
        long upTo = 0;
        for (int i = 0; i < counts.length; i++) {
            upTo += counts[i];
            String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i] / 1_000.0) : "+Inf";
            text.append(NAME + "_bucket{" + SCOPE + ",le=\"")
                    .append(bound)
                    .append("\"} ")
                    .append(upTo)
                    .append('\n');
        }
        text.append(NAME + "_sum{" + SCOPE + "} ")
                .append(sumMillis.sum() / 1_000.0)
                .append('\n');
        text.append(NAME + "_count{" + SCOPE + "} ").append(upTo).append('\n');
        return text.toString();
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
