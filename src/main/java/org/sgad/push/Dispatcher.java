package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.event.Audience;
import org.sgad.event.Envelope;
import org.sgad.intake.EventReceived;
import org.sgad.intake.QueueLost;

/** Hands each event to the sessions of those it is for; encoded once, however many they are. */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    @Inject
    Sessions sessions;

    @Inject
    Closer closer;

    @Inject
    LogWatch watch;

    void dispatch(@Observes EventReceived received) {
        Envelope event = received.event();
        // first the horizon, then the sessions: one that opens in between finds the event in the log, or unnumbered
        long position = watch.horizon().handedOut(event, received.position());
        if (event.audience() instanceof Audience.OneUser one) {
            deliver(new Handout(event, position), List.of(sessions.of(one.user())));
        } else if (event.audience() instanceof Audience.Everybody) {
            deliver(new Handout(event, position), sessions.all());
        }
    }

    /**
     * What the queue held is missing to everybody, and later events must not overtake it: who follows the log comes back and
     * gets it from there, in order. For the others the {@link LogWatch} takes it.
     */
    void startOver(@Observes QueueLost lost) {
        int closed = 0;
        for (List<UserSession> ofUser : sessions.all()) {
            for (UserSession session : ofUser) {
                if (session.isFollowing()) {
                    closer.close(session, CloseCodes.CATCH_UP);
                    closed++;
                }
            }
        }
        if (closed > 0) {
            LOG.log(Level.WARNING, "this node's queue was lost: {0} sessions come back and catch up", closed);
        }
    }

    private void deliver(Handout event, Iterable<? extends Iterable<UserSession>> recipients) {
        for (Iterable<UserSession> ofUser : recipients) {
            for (UserSession session : ofUser) {
                offer(session, event);
            }
        }
    }

    private void offer(UserSession session, Handout event) {
        try {
            if (!session.offer(event)) {
                closer.closeSlow(session);
            }
        } catch (RuntimeException e) { // one session's failure is no other's
            LOG.log(Level.WARNING, "a session of " + session.user() + " failed", e);
            closer.close(session, CloseCodes.RECOVERY_INTERRUPTED);
        }
    }
}
