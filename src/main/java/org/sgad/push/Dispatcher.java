package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.event.Audience;
import org.sgad.event.Envelope;
import org.sgad.intake.EventReceived;
import org.sgad.intake.EventsReceived;
import org.sgad.intake.QueueLost;
import org.sgad.node.Correlation;
import org.sgad.signal.Channel;
import org.sgad.signal.QuickNotification;
import org.sgad.signal.Signal;

/**
 * Hands each event to the sessions of those it is for; encoded once, however many they are. What arrived together goes out
 * together: a session's events are sent when all that came with them have been handed out.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    @Inject
    Sessions sessions;

    @Inject
    Closer closer;

    @Inject
    LogWatch watch;

    private final Queue<UserSession> toFlush = new ConcurrentLinkedQueue<>();

    void dispatch(@Observes EventsReceived together) {
        Horizon horizon = watch.horizon();
        for (EventReceived received : together.events()) {
            String before = Correlation.set(received.correlationId());
            try {
                dispatch(received, horizon);
            } catch (Throwable e) { // the others' events go on
                LOG.log(Level.WARNING, "event " + received.event().id() + " cannot be handed out", e);
            } finally {
                Correlation.set(before);
            }
        }
        flush();
    }

    private void dispatch(EventReceived received, Horizon horizon) {
        Envelope event = received.event();
        if (received.isReplay()) {
            // not to administrators: their stream tells what happens, and this happened before
            toAudience(Handout.replayed(event));
            return;
        }
        // first the horizon, then the sessions: one that opens in between finds the event in the log, or unnumbered
        Handout handout = horizon.handedOut(event, received.position()).recordedAt(received.recordedAt());
        toAudience(handout);
        toAdmins(handout);
    }

    /** What is in no log has no place in it: it goes out at once, without a cursor. */
    void dispatch(@Observes QuickNotification quick) {
        Handout handout = Handout.unlogged(quick.event());
        toAudience(handout);
        toAdmins(handout);
        flush();
    }

    /** Users that come and go are shown to administrators. */
    void dispatch(@Observes Signal signal) throws Envelope.Unreadable {
        if (signal.channel() == Channel.PRESENCE) {
            byte[] body = signal.text().getBytes(StandardCharsets.UTF_8);
            toAdmins(Handout.unlogged(Envelope.open("", "", null, body)));
            flush();
        }
    }

    private void toAudience(Handout event) {
        Audience audience = event.event().audience();
        if (audience instanceof Audience.OneUser one) {
            sessions.of(one.user()).forEach(session -> offer(session, event));
        } else if (audience instanceof Audience.Everybody) {
            sessions.all().forEach(ofUser -> ofUser.forEach(session -> offer(session, event)));
        }
    }

    private void toAdmins(Handout event) {
        sessions.ofAdmins().forEach(session -> offer(session, event));
    }

    /**
     * What the queue held is missing to everybody, and later events must not overtake it: who follows the log comes back and
     * gets it from there, in order. For the others the {@link LogWatch} takes it.
     */
    void startOver(@Observes QueueLost lost) {
        List<UserSession> following = new ArrayList<>();
        sessions.forEach(session -> {
            if (session.isFollowing()) {
                following.add(session);
            }
        });
        following.forEach(session -> closer.close(session, CloseCodes.CATCH_UP));
        if (!following.isEmpty()) {
            LOG.log(Level.WARNING, "this node's queue was lost: {0} sessions come back and catch up", following.size());
        }
    }

    private void offer(UserSession session, Handout event) {
        alone(session, () -> {
            if (!session.offer(event)) {
                closer.closeSlow(session);
            } else if (session.planFlush()) {
                toFlush.add(session);
            }
        });
    }

    private void flush() {
        for (UserSession next = toFlush.poll(); next != null; next = toFlush.poll()) {
            alone(next, next::flush);
        }
    }

    /** One session's failure is no other's. */
    private void alone(UserSession session, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a session of " + session.user() + " failed", e);
            closer.close(session, CloseCodes.RECOVERY_INTERRUPTED);
        }
    }
}
