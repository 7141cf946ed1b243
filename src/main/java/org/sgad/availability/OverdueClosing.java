package org.sgad.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * For how long a closing has been due that is not finished, as far as this node knows. It goes by the calendar, so it tells
 * of a closing that is due while the database is away, too; any thread may ask, also one of the server's own.
 */
@ApplicationScoped
public class OverdueClosing {
    private volatile @Nullable Instant finishedUntil;

    @Inject
    ClosingSchedule schedule;

    @Inject
    Clock clock;

    /** This node begins to look for closings at all; what it knew before stays true until it has looked. */
    void looking(Instant now) {
        if (finishedUntil == null) {
            finishedUntil = now;
        }
    }

    /** By now these are not finished, and all others are that are due. */
    void found(Collection<Week> pending, Instant now) {
        finishedUntil = pending.stream()
                .map(week -> schedule.dueAt(week).toInstant().minusNanos(1))
                .filter(before -> before.isBefore(now))
                .min(Instant::compareTo)
                .orElse(now);
    }

    /** Nothing where all are finished, or where this node makes no closings. */
    public Duration overdue() {
        Instant from = finishedUntil;
        if (from == null) {
            return Duration.ZERO;
        }
        Duration since =
                Duration.between(schedule.dueAt(schedule.nextAfter(from)).toInstant(), clock.instant());
        return since.isNegative() ? Duration.ZERO : since;
    }
}
