package org.sgad.match;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.sgad.event.Actor;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.UserId;
import org.sgad.eventlog.Audit;
import org.sgad.eventlog.EventLog;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;
import org.sgad.node.HomeZone;

/**
 * Who officiates. Each change and its event are one transaction, which holds its match from the beginning: of two who want
 * the last open role, or one referee twice, one comes second and is told why not.
 */
@ApplicationScoped
@Transactional
public class Assignments {
    private static final EventType ASSIGNED = new EventType("audit.match.assigned");
    private static final EventType CONFIRMED = new EventType("audit.match.confirmed");
    private static final EventType WITHDRAWN = new EventType("audit.match.withdrawn");

    @Inject
    MatchStore matches;

    @Inject
    AssignmentStore store;

    @Inject
    Eligibility eligibility;

    @Inject
    MatchSettings settings;

    @Inject
    EventLog log;

    @Inject
    Audit audit;

    @Inject
    HomeZone zone;

    @Inject
    Clock clock;

    /**
     * Gives a referee a role in a match.
     *
     * @throws ProblemException 404 where there is no such match, 409 where the referee or the role cannot be had
     */
    public Assignment assign(MatchId id, AssignmentForm form, Actor actor) {
        Match match = lock(id);
        UserId referee = form.referee();
        Refusals.requireToCome(match, clock.instant());
        Refusals.requireUnassigned(match, referee);
        Refusals.requireOpen(match, form.role());
        store.lock(referee);
        Refusals.requireAvailable(
                match, referee, eligibility.hold(referee, match.kickoffAt().toLocalDate()));
        store.nearest(referee, match.kickoffAt().toInstant(), settings.travelGap())
                .ifPresent(other -> {
                    throw Refusals.tooNear(match, referee, other, settings.travelGap());
                });
        Assignment assignment = Assignment.of(id, referee, form.role(), now(), actor.name());
        store.add(assignment);
        tell(EventType.MATCH_ASSIGNED, match, assignment, actor);
        audit.append(ASSIGNED, fields(match, assignment), actor);
        return assignment;
    }

    /**
     * The referee will be there. Confirming again changes nothing.
     *
     * @param isOwn whether the referee says so, and not an administrator for them
     * @throws ProblemException 404 where the referee is not assigned, 409 where the match is cancelled or has begun
     */
    public Assignment confirm(MatchId id, UserId referee, boolean isOwn, Actor actor) {
        Match match = lock(id);
        Assignment assignment = match.assignmentOf(referee).orElseThrow(() -> notAssigned(match, referee));
        if (assignment.status() == AssignmentStatus.CONFIRMED) {
            return assignment;
        }
        Refusals.requireToCome(match, clock.instant());
        Assignment confirmed = assignment.confirmed(now(), actor.name());
        store.confirm(confirmed);
        tell(EventType.MATCH_CONFIRMED, match, confirmed, actor);
        if (!isOwn) {
            audit.append(CONFIRMED, fields(match, confirmed), actor);
        }
        return confirmed;
    }

    /**
     * Takes a referee out of a match.
     *
     * @throws ProblemException 404 where the referee is not assigned, 409 where the match is cancelled
     */
    public void withdraw(MatchId id, UserId referee, Actor actor) {
        Match match = lock(id);
        Assignment assignment = match.assignmentOf(referee).orElseThrow(() -> notAssigned(match, referee));
        Refusals.requireScheduled(match);
        store.remove(assignment);
        tell(EventType.MATCH_CANCELLED, match, assignment, actor);
        audit.append(WITHDRAWN, fields(match, assignment), actor);
    }

    private Match lock(MatchId id) {
        return matches.lock(id).orElseThrow(() -> Matches.unknown(id.toString()));
    }

    private void tell(EventType type, Match match, Assignment assignment, Actor actor) {
        log.append(new MatchEvent(type, match, assignment).event(clock), actor);
    }

    private static ObjectNode fields(Match match, Assignment assignment) {
        // not as referee_id: the event is for administrators, not for the referee
        return EventJson.object()
                .put("match_id", match.matchId().toString())
                .put("assignment_of", assignment.refereeId().value())
                .put("role", assignment.role().toString());
    }

    private static ProblemException notAssigned(Match match, UserId referee) {
        return Problem.of(Response.Status.NOT_FOUND, referee + " is not assigned to match " + match.matchId() + ".")
                .exception();
    }

    private OffsetDateTime now() {
        return zone.at(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
