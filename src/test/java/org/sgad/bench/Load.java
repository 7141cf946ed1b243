package org.sgad.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** What a gateway is made to do, always the same way, and what that cost it. */
final class Load {
    static final String TARGETED = "targeted, CPU s per 100,000 deliveries";
    static final String TARGETED_RATE = "targeted, deliveries/s";
    static final String STEADY = "steady 2,000/s, CPU s per 100,000 deliveries";
    static final String STEADY_P50 = "steady 2,000/s, p50 ms";
    static final String STEADY_P99 = "steady 2,000/s, p99 ms";
    static final String BROADCAST = "broadcast, CPU s per 100,000 deliveries";
    static final String BROADCAST_RATE = "broadcast, deliveries/s";

    private static final int IN_FLIGHT = 2_000;
    private static final int BROADCASTS = 50;
    private static final int BROADCASTS_IN_FLIGHT = 8;
    private static final int PER_SECOND = 2_000;
    private static final int MOST = 2_000_000;
    private static final double PER = 100_000;
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("sgad.bench.warmup", 15));
    private static final Duration TARGETED_FOR = Duration.ofSeconds(Integer.getInteger("sgad.bench.seconds", 10));
    private static final int STEADY_SECONDS = Integer.getInteger("sgad.bench.seconds", 10);

    /** Waits until the gateway has done everything that follows from so many more events, seen by their clients or not. */
    interface Settled {
        void await(long events) throws InterruptedException;
    }

    private final String name;
    private final List<Long> pids;
    private final Crowd crowd;
    private final Publisher publisher;
    private final Settled settled;
    private final Random random = new Random(42);
    private final Map<String, Double> figures = new TreeMap<>();

    Load(String name, List<Long> pids, Crowd crowd, Publisher publisher, Settled settled) {
        this.name = name;
        this.pids = pids;
        this.crowd = crowd;
        this.publisher = publisher;
        this.settled = settled;
    }

    /** All scenarios, one after the other; the figures by their names. */
    Map<String, Double> run() throws InterruptedException {
        targeted("w", WARM_UP);
        broadcast("x");
        targeted("t", TARGETED_FOR);
        steady();
        broadcast("b");
        if (crowd.lost() > 0) {
            throw new IllegalStateException(crowd.lost() + " clients lost their connection");
        }
        return figures;
    }

    /** The cost of targeted deliveries alone, after the warm-up. */
    double targeted() throws InterruptedException {
        // the nodes share the machine's processors, and each has compilers of its own
        targeted("w", WARM_UP.multipliedBy(pids.size()));
        targeted("t", TARGETED_FOR);
        return figures.getOrDefault(TARGETED, Double.NaN);
    }

    private void targeted(String run, Duration duration) throws InterruptedException {
        Tally tally = begin(run, MOST);
        Cpu cpu = Cpu.of(pids);
        long begin = System.nanoTime();
        int n = 0;
        for (long now = begin; now - begin < duration.toNanos() && n < MOST; now = System.nanoTime()) {
            if (n - tally.delivered() >= IN_FLIGHT) {
                LockSupport.parkNanos(100_000);
            } else {
                send(tally, n++, now);
            }
        }
        tally.await(n);
        double seconds = (System.nanoTime() - begin) / 1e9;
        settled.await(n);
        figures.put(TARGETED, cpu.seconds() * PER / n);
        figures.put(TARGETED_RATE, n / seconds);
        tally.check();
    }

    private void steady() throws InterruptedException {
        int count = PER_SECOND * STEADY_SECONDS;
        Tally tally = begin("s", count);
        Cpu cpu = Cpu.of(pids);
        long begin = System.nanoTime();
        for (int n = 0; n < count; n++) {
            // when it should go out: what delays it counts, whoever does
            long due = begin + n * 1_000_000_000L / PER_SECOND;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            send(tally, n, due);
        }
        tally.await(count);
        settled.await(count);
        figures.put(STEADY, cpu.seconds() * PER / count);
        figures.put(STEADY_P50, tally.times().millis(0.5));
        figures.put(STEADY_P99, tally.times().millis(0.99));
        tally.check();
    }

    private void send(Tally tally, int n, long due) {
        int client = random.nextInt(crowd.size());
        publisher.toReferee(Crowd.user(client), tally.idTo(client, n, due));
    }

    /** One at a time, then several in flight. */
    private void broadcast(String run) throws InterruptedException {
        Tally tally = begin(run, 2 * BROADCASTS);
        Cpu cpu = Cpu.of(pids);
        for (int n = 0; n < BROADCASTS; n++) {
            publisher.toAll(tally.idToAll(n, System.nanoTime()));
            tally.await((n + 1L) * crowd.size());
        }
        long begin = System.nanoTime();
        for (int n = BROADCASTS; n < 2 * BROADCASTS; n++) {
            tally.await((n - BROADCASTS_IN_FLIGHT + 1L) * crowd.size());
            publisher.toAll(tally.idToAll(n, System.nanoTime()));
        }
        tally.await(2L * BROADCASTS * crowd.size());
        double seconds = (System.nanoTime() - begin) / 1e9;
        settled.await(2L * BROADCASTS);
        figures.put(BROADCAST, cpu.seconds() * PER / (2.0 * BROADCASTS * crowd.size()));
        figures.put(BROADCAST_RATE, BROADCASTS * crowd.size() / seconds);
        tally.check();
    }

    private Tally begin(String run, int messages) {
        Tally tally = new Tally(name + run, messages, crowd.size());
        crowd.count(tally);
        return tally;
    }
}
