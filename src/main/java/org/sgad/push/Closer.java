package org.sgad.push;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import java.util.concurrent.ExecutorService;

/** Closes sessions on threads of its own, as closing may block. Their clients come back and catch up. */
@ApplicationScoped
public class Closer {
    private static final int THREADS = 4;

    private ExecutorService executor;

    @Inject
    Sessions sessions;

    @Inject
    PushMeter meter;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        executor = Workers.of(THREADS, threads);
    }

    /** Closes the session of a client that does not take what it is sent. */
    void closeSlow(UserSession session) {
        meter.slowClose();
        close(session, CloseCodes.SLOW_CONSUMER);
    }

    /** Takes the session out at once and closes it soon. */
    void close(UserSession session, CloseReason reason) {
        meter.closed(reason.getCloseCode().getCode());
        sessions.remove(session);
        session.outbound().discard();
        executor.execute(() -> session.wire().close(reason));
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
