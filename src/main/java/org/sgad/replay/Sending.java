package org.sgad.replay;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.BrokerAway;
import org.sgad.broker.Confirmation;
import org.sgad.broker.Republisher;
import org.sgad.event.SgadEvent;
import org.sgad.eventlog.LogSlice;
import org.sgad.replay.ReplayStore.Claimed;

/** Sends one batch of a replay at a time. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Sending {
    private static final int MOST = 1_000;
    private static final int MOST_BYTES = 8 << 20;

    @Inject
    ReplayStore store;

    @Inject
    LogSlice log;

    @Inject
    Republisher republisher;

    /** How far a batch came: what was sent, what not, and what is still to be tried. */
    private record Progress(
            long reached, int sent, int took, @Nullable String lastError) {}

    /**
     * Sends the next batch of the first replay that is due: what can be sent in half a second at its rate.
     *
     * @return false where none is due, or nothing can be sent now
     */
    public boolean sendNext() {
        Optional<Claimed> claimed = store.claim();
        return claimed.isPresent() && sendNext(claimed.get());
    }

    private boolean sendNext(Claimed claimed) {
        Replay replay = claimed.replay();
        int limit = Math.max(1, Math.min(MOST, replay.rate() / 2));
        List<LogSlice.Logged> events =
                log.read(replay.slice(), claimed.reached(), claimed.lastPosition(), limit, MOST_BYTES);
        if (events.isEmpty()) {
            store.finish(replay.replayId());
            return true;
        }
        try {
            Progress progress = progress(claimed.reached(), events, publish(replay, events));
            store.advance(
                    replay.replayId(), progress.reached(), progress.sent(), progress.took(), progress.lastError());
            return progress.took() > 0;
        } catch (BrokerAway e) {
            store.postpone(replay.replayId(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    private List<Confirmation> publish(Replay replay, List<LogSlice.Logged> events) {
        List<SgadEvent> all = events.stream().map(LogSlice.Logged::event).toList();
        return replay.target() == ReplayTarget.SOCKETS
                ? republisher.toSessions(all, replay.replayId().toString())
                : republisher.toExchanges(all, replay.replayId().toString());
    }

    /** What was refused is left out for good; from the first on that nobody answered for, all is tried again. */
    private static Progress progress(long before, List<LogSlice.Logged> events, List<Confirmation> confirmations) {
        long reached = before;
        int sent = 0;
        int took = 0;
        String lastError = null;
        for (Confirmation confirmation : confirmations) {
            if (confirmation instanceof Confirmation.Unanswered open) {
                lastError = open.reason();
            }
            if (confirmation instanceof Confirmation.Unanswered || confirmation instanceof Confirmation.Held) {
                break;
            }
            if (confirmation instanceof Confirmation.Refused refused) {
                lastError = "event " + refused.event() + " was not sent: " + refused.reason();
            } else {
                sent++;
            }
            reached = events.get(took).position();
            took++;
        }
        return new Progress(reached, sent, took, lastError);
    }
}
