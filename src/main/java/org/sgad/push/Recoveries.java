package org.sgad.push;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.sgad.eventlog.LogTail;

/** Gives sessions that follow the log what comes before they are live, on a few threads of its own. */
@ApplicationScoped
public class Recoveries {
    private static final int THREADS = 8;

    private ExecutorService executor;

    @Inject
    LogWatch watch;

    @Inject
    LogTail log;

    @Inject
    Closer closer;

    @Inject
    PushMeter meter;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        executor = Workers.of(THREADS, threads);
    }

    /** Has a session that is registered already go live, after what it missed since the given point. */
    void begin(UserSession session, Optional<ResumePoint> since) {
        new Recovery(session, watch, log, closer, meter, executor).start(since);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
