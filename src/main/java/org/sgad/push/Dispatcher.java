package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.sgad.event.Audience;
import org.sgad.event.Envelope;
import org.sgad.intake.EventReceived;

/** Hands each event to the sessions of those it is for; encoded once, however many they are. */
@ApplicationScoped
public class Dispatcher {
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

    private void deliver(Handout event, Iterable<? extends Iterable<UserSession>> recipients) {
        for (Iterable<UserSession> ofUser : recipients) {
            for (UserSession session : ofUser) {
                if (!session.offer(event)) {
                    closer.closeSlow(session);
                }
            }
        }
    }
}
