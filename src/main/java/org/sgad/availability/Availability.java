package org.sgad.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.eventlog.EventLog;
import org.sgad.http.Page;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;

/**
 * What referees file. Each change and its event are one transaction, the caller's where it has one; any thread on any
 * node may call.
 */
@ApplicationScoped
@Transactional
public class Availability {
    @Inject
    AvailabilityStore weeks;

    @Inject
    ClosingStore closings;

    @Inject
    EventLog log;

    @Inject
    ClosingSchedule schedule;

    @Inject
    Event<WeeksChanged> changed;

    @Inject
    Clock clock;

    /**
     * Files a week, for the first time or instead of what was filed before. Each filing is an
     * {@code availability.updated}, also one that changes nothing.
     *
     * @throws ProblemException 409 where the week was closed or expired, or its closing was begun, whether or not this
     *     referee had filed it; 412 where the preconditions do not hold
     */
    public FiledWeek file(UserId referee, Week week, List<Slot> slots, Preconditions preconditions, Actor actor) {
        closings.holdOff(week);
        closings.find(week).ifPresent(run -> {
            throw conflict(week + " can no longer be filed: its closing began at " + run.startedAt() + ".");
        });
        Optional<FiledWeek> before = weeks.claim(referee, week);
        before.ifPresent(Availability::requireOpen);
        long version = before.map(FiledWeek::version).orElse(0L);
        if (!preconditions.hold(before.isPresent() ? OptionalLong.of(version) : OptionalLong.empty())) {
            throw Problem.of(Response.Status.PRECONDITION_FAILED, isStored(referee, week, version))
                    .exception();
        }
        FiledWeek filed = FiledWeek.open(referee, week, slots, version + 1, now());
        weeks.save(filed);
        changed.fire(WeeksChanged.of(referee, week));
        log.append(AvailabilityUpdated.of(EventId.create(clock), filed).event(), actor);
        return filed;
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<FiledWeek> find(UserId referee, Week week) {
        return weeks.find(referee, week);
    }

    /**
     * Who has a slot on a date, whether or not the week is still open, ascending by referee.
     *
     * @param after the referee who ended the page before; null for the first page
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Page<AvailableReferee> availableOn(LocalDate date, @Nullable UserId after, int limit) {
        return Page.of(
                limit,
                most -> weeks.availableOn(date, after, most),
                referee -> referee.refereeId().value());
    }

    /**
     * Closes one referee's week, whenever its closing is due.
     *
     * @throws ProblemException 404 where it was never filed, 409 where it is no longer open
     */
    public FiledWeek close(UserId referee, Week week, Actor actor) {
        FiledWeek open = weeks.lock(referee, week).orElseThrow(() -> neverFiled(referee, week));
        requireOpen(open);
        FiledWeek closed = open.closed(now());
        weeks.save(closed);
        changed.fire(WeeksChanged.of(referee, week));
        log.append(
                new AvailabilityClosed(
                                EventId.create(clock), referee, week, closed.version(), now(), closed.totalSlots())
                        .event(),
                actor);
        return closed;
    }

    static ProblemException neverFiled(UserId referee, Week week) {
        return Problem.of(Response.Status.NOT_FOUND, referee + " has not filed " + week + ".")
                .exception();
    }

    private static void requireOpen(FiledWeek filed) {
        if (!filed.isOpen()) {
            throw conflict(filed.week() + " of " + filed.refereeId() + " is " + filed.status() + " since "
                    + filed.closedAt() + ".");
        }
    }

    private static ProblemException conflict(String detail) {
        return Problem.of(Response.Status.CONFLICT, detail).exception();
    }

    private static String isStored(UserId referee, Week week, long version) {
        return version == 0
                ? referee + " has not filed " + week + " yet."
                : week + " of " + referee + " is stored as version \"" + version + "\".";
    }

    // to the second, as the contract prints times
    private OffsetDateTime now() {
        return schedule.at(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
