package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks at every session twice a second: has its token ended, is a send stuck, is it time to ask the client, did it answer. */
@ApplicationScoped
public class Heartbeats {
    private static final Logger LOG = Logger.getLogger(Heartbeats.class.getName());
    private static final Duration LONGEST_SEND = Duration.ofSeconds(5);

    @Inject
    Sessions sessions;

    @Inject
    Closer closer;

    @Inject
    PushMeter meter;

    @Inject
    Clock clock;

    /** Looks once; called twice a second. */
    void look() {
        sessions.forEach(this::lookAlone);
    }

    private void lookAlone(UserSession session) {
        try {
            look(session);
        } catch (RuntimeException e) { // one session's failure is no other's
            LOG.log(Level.WARNING, "a session of " + session.user() + " failed", e);
            closer.close(session, CloseCodes.NO_HEARTBEAT);
        }
    }

    private void look(UserSession session) {
        if (session.hasEnded(clock.instant())) {
            closer.close(session, CloseCodes.TOKEN_ENDED);
            return;
        }
        if (session.outbound().isStuck(LONGEST_SEND)) {
            closer.closeSlow(session);
            return;
        }
        switch (session.heartbeat().due(System.nanoTime())) {
            case PING -> {
                if (!session.ping()) {
                    closer.closeSlow(session);
                }
            }
            case CLOSE -> {
                meter.noHeartbeat();
                closer.close(session, CloseCodes.NO_HEARTBEAT);
            }
            case NOTHING -> {}
        }
    }
}
