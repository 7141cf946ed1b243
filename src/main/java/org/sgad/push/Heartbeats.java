package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks at every session once a second: has its token ended, is a send stuck, is it time to ask the client, did it answer. */
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

    /** Looks once; called once a second. The time is asked once for all, as thousands sit idle. */
    void look() {
        Instant now = clock.instant();
        long nanos = System.nanoTime();
        sessions.forEach(session -> lookAlone(session, now, nanos));
    }

    private void lookAlone(UserSession session, Instant now, long nanos) {
        try {
            look(session, now, nanos);
        } catch (RuntimeException e) { // one session's failure is no other's
            LOG.log(Level.WARNING, "a session of " + session.user() + " failed", e);
            closer.close(session, CloseCodes.NO_HEARTBEAT);
        }
    }

    private void look(UserSession session, Instant now, long nanos) {
        if (session.hasEnded(now)) {
            closer.close(session, CloseCodes.TOKEN_ENDED);
            return;
        }
        if (session.outbound().isStuck(LONGEST_SEND)) {
            closer.closeSlow(session);
            return;
        }
        switch (session.heartbeat().due(nanos)) {
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
