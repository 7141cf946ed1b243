package org.sgad.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.sgad.event.Actor;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.eventlog.Audit;
import org.sgad.eventlog.LogSlice;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;

/** What an administrator does with replays, each time in one transaction with the event that tells of it. */
@ApplicationScoped
public class Replays {
    private static final EventType REQUESTED = new EventType("audit.replay.requested");
    private static final EventType CANCELLED = new EventType("audit.replay.cancelled");
    private static final int MOST_RUNNING = 10;

    @Inject
    ReplayStore store;

    @Inject
    LogSlice log;

    @Inject
    Audit audit;

    @Inject
    Event<ReplayRequested> requested;

    /** How many events of the log a replay would send now. */
    long count(ReplayForm form) {
        return log.count(form.slice(), log.end());
    }

    /**
     * Asks for a slice of the log, as it is now, to be sent again.
     *
     * @throws ProblemException 409 where ten run already
     */
    @Transactional
    public Replay request(ReplayForm form, Actor actor) {
        if (store.running() >= MOST_RUNNING) {
            throw Problem.of(
                            Response.Status.CONFLICT,
                            MOST_RUNNING + " replays are running; wait for one to end, or cancel it.")
                    .exception();
        }
        long end = log.end();
        Replay replay = store.add(form, log.count(form.slice(), end), end, actor);
        audit.append(REQUESTED, fields(replay), actor);
        requested.fire(new ReplayRequested(replay.replayId()));
        return replay;
    }

    /** Ends a replay that runs; nothing where it has ended, or never was. */
    @Transactional
    public Optional<Replay> cancel(ReplayId id, Actor actor) {
        Optional<Replay> cancelled = store.cancel(id);
        cancelled.ifPresent(replay -> audit.append(CANCELLED, fields(replay).put("sent", replay.sent()), actor));
        return cancelled;
    }

    private static ObjectNode fields(Replay replay) {
        // not as subject or user_id: the event is for administrators
        return EventJson.object()
                .put("replay_id", replay.replayId().toString())
                .put("target", replay.target().label())
                .put("type", replay.type())
                .put("events_of", replay.subject())
                .put("from", replay.from() == null ? null : replay.from().toString())
                .put("to", replay.to() == null ? null : replay.to().toString())
                .put("rate", replay.rate())
                .put("count", replay.count());
    }
}
