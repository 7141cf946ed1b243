package org.sgad.push;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes sessions on threads of its own, as closing may block. Their clients come back and catch up. */
@ApplicationScoped
public class Closer {
    private static final int THREADS = 4;

    private ThreadPoolExecutor executor;

    @Inject
    Sessions sessions;

    @Inject
    PushMeter meter;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        // the queue holds at most one task for each open session
        executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
    }

    /** Closes the session of a client that does not take what it is sent. */
    void closeSlow(UserSession session) {
        meter.slowClose();
        close(session, CloseCodes.SLOW_CONSUMER);
    }

    /** Takes the session out at once and closes it soon. */
    void close(UserSession session, CloseReason reason) {
        sessions.remove(session);
        session.outbound().discard();
        executor.execute(() -> session.wire().close(reason));
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
