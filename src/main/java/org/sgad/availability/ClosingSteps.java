package org.sgad.availability;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.sgad.event.Actor;
import org.sgad.event.EventId;
import org.sgad.event.SgadEvent;
import org.sgad.eventlog.EventLog;

/**
 * The steps of a closing, each a transaction of its own, so that what one has done no crash can undo.
 *
 * <p>An EJB: on a timer's thread, Payara gives a CDI bean's {@code @Transactional} method connections that are not in its
 * transaction and commit each statement (its {@code TransactionManagerHelper.preInvokeTx} does so only for servlets).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ClosingSteps {
    static final int CHUNK = 2_000;

    /**
     * One chunk.
     *
     * @param isLast nothing is left; the closing is finished
     */
    public record Chunk(ClosingCounts counts, boolean isLast) {}

    @Inject
    ClosingStore closings;

    @Inject
    OpenWeeks openWeeks;

    @Inject
    EventLog log;

    @Inject
    ClosingSchedule schedule;

    @Inject
    Event<WeeksChanged> changed;

    @Inject
    Clock clock;

    /**
     * Begins the week's closing unless it was begun before. From here on nobody can file that week, and all that was
     * filed can be seen.
     */
    public boolean begin(Week week, Actor actor) {
        return closings.begin(week, schedule.dueAt(week).toOffsetDateTime(), now(), actor);
    }

    /**
     * Closes the next up to 2,000 open availabilities of a closing that was begun, and appends their events. Nodes that
     * work on the same closing take turns.
     */
    public Chunk next(Week week) {
        ClosingRun run = closings.lock(week).orElseThrow(() -> new IllegalStateException(week + " was not begun"));
        if (run.isFinished()) {
            return new Chunk(ClosingCounts.NONE, true);
        }
        List<OpenWeeks.Open> taken = openWeeks.take(week, CHUNK);
        openWeeks.close(taken, run);
        if (!taken.isEmpty()) {
            changed.fire(WeeksChanged.MANY);
        }
        log.appendNumbered(taken.stream().map(open -> event(open, run)).toList(), run.startedBy());
        int closed =
                (int) taken.stream().filter(open -> open.week().equals(week)).count();
        Chunk chunk = new Chunk(new ClosingCounts(closed, taken.size() - closed), taken.size() < CHUNK);
        closings.add(chunk.counts(), week, chunk.isLast() ? now() : null);
        return chunk;
    }

    private SgadEvent event(OpenWeeks.Open open, ClosingRun run) {
        EventId id = EventId.create(clock);
        long version = open.version() + 1;
        return open.week().equals(run.week())
                ? new AvailabilityClosed(id, open.referee(), open.week(), version, run.closesAt(), open.totalSlots())
                        .event()
                : new AvailabilityExpired(id, open.referee(), open.week(), version, run.closesAt(), open.totalSlots())
                        .event();
    }

    private OffsetDateTime now() {
        return schedule.at(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
