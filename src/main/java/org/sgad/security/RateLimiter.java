package org.sgad.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sgad.event.UserId;

/**
 * So much a second for each caller, and so much at once after a pause (a token bucket). Who asks for more than fits at once
 * gets it when the bucket is full, and pays afterwards. The callers of late are remembered, at most {@link #MOST_CALLERS};
 * who is forgotten starts full, which more callers than that would have to bring about.
 */
final class RateLimiter {
    static final int MOST_CALLERS = 10_000;

    private final double perSecond;
    private final double burst;

    // guarded by this
    private final Map<UserId, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    private record Bucket(double left, long at) {}

    RateLimiter(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /**
     * Takes as much, or nothing.
     *
     * @param now in nanoseconds of {@link System#nanoTime}
     * @return after which time there will be enough; nothing where it was taken
     */
    synchronized Optional<Duration> take(UserId caller, int amount, long now) {
        Bucket before = buckets.getOrDefault(caller, new Bucket(burst, now));
        double left = Math.min(burst, before.left() + (now - before.at()) * perSecond / 1e9);
        double missing = Math.min(amount, burst) - left;
        if (missing > 0) {
            buckets.put(caller, new Bucket(left, now));
            return Optional.of(Duration.ofNanos((long) (missing / perSecond * 1e9)));
        }
        buckets.put(caller, new Bucket(left - amount, now));
        return Optional.empty();
    }

    synchronized int callers() {
        return buckets.size();
    }
}
