package org.sgad.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.http.Page;
import org.sgad.node.Settings;

/**
 * Ends the filing of a week: its open availabilities become CLOSED, those of earlier weeks EXPIRED, with an event each.
 *
 * <p>A closing is a row for its week. It is begun once, then done in chunks of one transaction each, by whoever finds it
 * unfinished: all nodes at once take turns, and what a killed node leaves the next tick of any node goes on with. Has no
 * transaction of its own, and any thread may call it; where one of the steps fails, those before it stand.
 */
@ApplicationScoped
public class WeeklyClosing {
    private static final Logger LOG = Logger.getLogger(WeeklyClosing.class.getName());

    @Inject
    ClosingSteps steps;

    @Inject
    ClosingStore closings;

    @Inject
    OpenWeeks openWeeks;

    @Inject
    ClosingMeter meter;

    @Inject
    OverdueClosing overdue;

    @Inject
    ClosingSchedule schedule;

    @Inject
    Clock clock;

    /** Not proxied, so that the timer's start reads the settings and a wrong one stops the deployment. */
    @Produces
    @Singleton
    static ClosingSchedule schedule(ClosingSettings settings) {
        return new ClosingSchedule(settings);
    }

    @Produces
    @Singleton
    static ClosingSettings settings(Settings settings) {
        return ClosingSettings.from(settings);
    }

    /**
     * Runs, in order, every closing that fell due since the installation and is not finished, each as of its own due
     * time, and those that were begun and left.
     */
    public void runDue() {
        Instant now = clock.instant();
        overdue.looking(now);
        Set<Week> pending = pending(now);
        overdue.found(pending, now);
        for (Week week : pending) {
            finish(week, Actor.SYSTEM);
        }
        overdue.found(Set.of(), now);
    }

    /**
     * Runs a week's closing now, whether or not it is due. Closings of earlier weeks that are due and not finished come
     * first, so that what they would close does not expire.
     *
     * @return what this call did: nothing where the closing was made already
     */
    public ClosingCounts run(Week week, Actor actor) {
        for (Week earlier : pending(clock.instant())) {
            if (earlier.isBefore(week)) {
                finish(earlier, Actor.SYSTEM);
            }
        }
        return finish(week, actor);
    }

    /** What {@link #run} would do, counted at this moment. */
    public ClosingCounts preview(Week week) {
        boolean finished = closings.find(week).filter(ClosingRun::isFinished).isPresent();
        return finished ? ClosingCounts.NONE : openWeeks.count(week);
    }

    /** The first closing since the installation that was not begun; one that is overdue, if there is one. */
    public NextClosing next() {
        Instant installed = closings.installedAt(clock.instant());
        Set<Week> begun = closings.finished();
        begun.addAll(closings.unfinished());
        Week next = Stream.iterate(schedule.nextAfter(installed), week -> week.plusWeeks(1))
                .filter(week -> !begun.contains(week))
                .findFirst()
                .orElseThrow();
        return new NextClosing(next, schedule.dueAt(next).toOffsetDateTime());
    }

    /** Closings in the order they began; {@code after} is the week of the last one seen, or null. */
    public Page<ClosingRun> page(@Nullable Week after, int limit) {
        return Page.of(
                limit, most -> closings.page(after, most), run -> run.week().toString());
    }

    private Set<Week> pending(Instant now) {
        Set<Week> pending = new TreeSet<>(schedule.dueBetween(closings.installedAt(now), now));
        pending.addAll(closings.unfinished());
        pending.removeAll(closings.finished());
        return pending;
    }

    private ClosingCounts finish(Week week, Actor actor) {
        Instant from = clock.instant();
        boolean begun = steps.begin(week, actor);
        ClosingCounts done = ClosingCounts.NONE;
        for (boolean isLast = false; !isLast; ) {
            ClosingSteps.Chunk chunk = steps.next(week);
            done = done.plus(chunk.counts());
            isLast = chunk.isLast();
        }
        if (begun || done.total() > 0) {
            log(week, done, from);
        }
        return done;
    }

    private void log(Week week, ClosingCounts done, Instant from) {
        long millis = from.until(clock.instant(), ChronoUnit.MILLIS);
        meter.finished(Duration.ofMillis(millis));
        LOG.log(Level.INFO, "closing of {0}: {1} closed, {2} expired in {3} ms", new Object[] {
            week, done.closed(), done.expired(), millis
        });
    }
}
