package org.sgad.match;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;
import org.sgad.event.SgadEvent;
import org.sgad.eventlog.Audit;
import org.sgad.eventlog.EventLog;
import org.sgad.http.Page;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;
import org.sgad.node.HomeZone;

/** Matches from their announcement on. Each change and its events are one transaction; any thread of a request may call. */
@ApplicationScoped
@Transactional
public class Matches {
    private static final EventType CREATED = new EventType("audit.match.created");
    private static final EventType CANCELLED = new EventType("audit.match.cancelled");

    @Inject
    MatchStore store;

    @Inject
    AssignmentStore assignments;

    @Inject
    Candidates candidates;

    @Inject
    EventLog log;

    @Inject
    Audit audit;

    @Inject
    HomeZone zone;

    @Inject
    Clock clock;

    /** Announces a match, with nobody assigned. One in the past is kept, but takes nobody. */
    public Match create(MatchForm form, Actor actor) {
        Match match = new Match(
                MatchId.create(),
                zone.at(form.kickoffAt()),
                form.venue(),
                form.category(),
                MatchStatus.SCHEDULED,
                form.roles(),
                List.of(),
                now(),
                actor.name(),
                null,
                null);
        store.add(match);
        audit.append(CREATED, fields(match), actor);
        return match;
    }

    /**
     * One match with its assignments.
     *
     * @throws ProblemException 404 where there is none
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Match find(MatchId id) {
        return store.find(id).orElseThrow(() -> unknown(id.toString()));
    }

    /**
     * Matches that pass a filter, by kick-off.
     *
     * @param after the match that ended the page before; null for the first page
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Page<Match> page(MatchFilter filter, @Nullable MatchId after, int limit) {
        if (after != null && !store.exists(after)) {
            throw new InvalidFields("after", after.toString(), "must be what next gave, or a match_id");
        }
        return Page.of(
                limit,
                most -> store.page(filter, after, most),
                match -> match.matchId().toString());
    }

    /**
     * Who could take which of the roles that are open, by how few matches they have; nobody once it is cancelled or has
     * begun.
     *
     * @param after where the page before ended; null for the first page
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Page<Candidate> candidates(MatchId id, Candidates.@Nullable Place after, int limit) {
        Match match = find(id);
        List<MatchRole> roles = match.openRoles().stream().distinct().toList();
        if (roles.isEmpty() || match.hasBegunBy(clock.instant())) {
            return new Page<>(List.of(), null);
        }
        return Page.of(
                limit,
                most -> candidates.of(match, roles, after, most),
                candidate -> Candidates.Place.of(candidate).toString());
    }

    /** Cancels a match for good, and tells each referee who is assigned. Cancelling it again changes nothing. */
    public Match cancel(MatchId id, Actor actor) {
        Match match = store.lock(id).orElseThrow(() -> unknown(id.toString()));
        if (match.isCancelled()) {
            return match;
        }
        store.cancel(id, now(), actor.name());
        assignments.cancelAll(id);
        List<SgadEvent> events = match.assignments().stream()
                .map(assignment -> new MatchEvent(EventType.MATCH_CANCELLED, match, assignment).event(clock))
                .toList();
        if (!events.isEmpty()) {
            log.append(events, actor);
        }
        audit.append(CANCELLED, fields(match), actor);
        return find(id);
    }

    private static ObjectNode fields(Match match) {
        return EventJson.object()
                .put("match_id", match.matchId().toString())
                .put("kickoff_at", match.kickoffAt().toString())
                .put("venue", match.venue())
                .put("category", match.category());
    }

    static ProblemException unknown(String id) {
        return Problem.of(Response.Status.NOT_FOUND, "There is no match '" + id + "'.")
                .exception();
    }

    private OffsetDateTime now() {
        return zone.at(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
