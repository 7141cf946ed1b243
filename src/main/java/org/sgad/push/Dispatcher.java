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

    void dispatch(@Observes EventReceived received) {
        Envelope event = received.event();
        if (event.audience() instanceof Audience.OneUser one) {
            deliver(event, List.of(sessions.of(one.user())));
        } else if (event.audience() instanceof Audience.Everybody) {
            deliver(event, sessions.all());
        }
    }

    private void deliver(Envelope event, Iterable<? extends Iterable<UserSession>> recipients) {
        String text = null;
        for (Iterable<UserSession> ofUser : recipients) {
            for (UserSession session : ofUser) {
                if (text == null) {
                    text = event.text();
                }
                if (!session.outbound().offerEvent(text, event.body().length)) {
                    closer.closeSlow(session);
                }
            }
        }
    }
}
