package org.sgad.availability;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;
import org.sgad.http.Page;
import org.sgad.signal.Caches;
import org.sgad.signal.InvalidatedCache;
import org.sgad.signal.Invalidation;
import org.sgad.signal.Redis;

/**
 * Answers reads from memory where it can. Whoever changes a week has it forgotten here, after the commit, and by signal on
 * the other nodes; while signals may get lost, nothing is answered from memory. Only for what is shown to somebody: who
 * decides something reads the database.
 *
 * <p>Kept for ten seconds at most, which bounds what is stale should another node be cut off from Redis and this one not.
 */
@ApplicationScoped
public class WeekCache implements InvalidatedCache {
    static final String NAME = "availability";

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long MOST_SLOTS = 200_000;

    private record Kept<T>(T value, long stamp) {}

    private record DateKey(LocalDate date, @Nullable UserId after, int limit) {}

    private final Stamps stamps = new Stamps();

    private final Cache<FiledKey, Kept<Optional<FiledWeek>>> weeks = Caffeine.newBuilder()
            .expireAfterWrite(LONGEST)
            .maximumWeight(MOST_SLOTS)
            .<FiledKey, Kept<Optional<FiledWeek>>>weigher((key, kept) ->
                    1 + kept.value().map(week -> week.slots().size()).orElse(0))
            .executor(Runnable::run)
            .build();

    private final Cache<DateKey, Kept<Page<AvailableReferee>>> dates = Caffeine.newBuilder()
            .expireAfterWrite(LONGEST)
            .maximumWeight(MOST_SLOTS)
            .<DateKey, Kept<Page<AvailableReferee>>>weigher((key, kept) -> 1
                    + kept.value().items().stream()
                            .mapToInt(referee -> 1 + referee.slots().size())
                            .sum())
            .executor(Runnable::run)
            .build();

    @Inject
    Availability availability;

    @Inject
    Redis redis;

    @Inject
    Caches caches;

    @Inject
    CacheMeter meter;

    /** As {@link Availability#find}. */
    Optional<FiledWeek> find(UserId referee, Week week) {
        FiledKey key = new FiledKey(referee, week);
        return read(weeks, key, key, () -> availability.find(referee, week));
    }

    /** As {@link Availability#availableOn}. */
    Page<AvailableReferee> availableOn(LocalDate date, @Nullable UserId after, int limit) {
        return read(
                dates,
                new DateKey(date, after, limit),
                Week.of(date),
                () -> availability.availableOn(date, after, limit));
    }

    private <K, V> V read(Cache<K, Kept<V>> cache, K key, Object stamped, Supplier<V> database) {
        // in this order: when it is fresh again, what was missed has been forgotten before
        boolean isTrusted = redis.isFresh();
        long stamp = stamps.of(stamped);
        Kept<V> kept = isTrusted ? cache.getIfPresent(key) : null;
        if (kept != null && kept.stamp() == stamp) {
            meter.cacheHit();
            return kept.value();
        }
        meter.cacheMiss();
        V value = database.get();
        if (isTrusted) {
            cache.put(key, new Kept<>(value, stamp));
        }
        return value;
    }

    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) WeeksChanged changed) {
        caches.invalidate(new Invalidation(
                NAME, changed.week() == null ? null : changed.week().toString()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void forget(@Nullable String key) {
        if (key == null) {
            stamps.allChanged();
        } else {
            FiledKey filed = FiledKey.parse(key);
            stamps.changed(filed);
            stamps.changed(filed.week());
        }
    }
}
