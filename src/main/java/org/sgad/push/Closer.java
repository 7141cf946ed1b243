package org.sgad.push;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sgad.node.Loop;

/**
 * Closes slow clients on a thread of its own, as closing may block: those whose queue is full, and, looking twice a
 * second, those whose send has been in flight for five seconds. Their client comes back and catches up.
 */
@ApplicationScoped
public class Closer {
    private static final Duration LONGEST_SEND = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 500;

    private final BlockingQueue<UserSession> slow = new LinkedBlockingQueue<>();
    private Loop loop;

    @Inject
    Sessions sessions;

    @Inject
    PushMeter meter;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        loop = Loop.start("closer", threads, Loop.Backoff.DEFAULT, this::closeSlowOnes);
    }

    /** Has the container make this bean with the application, not when the first full queue asks for it. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    /** Takes the session out at once and closes it soon. */
    void closeSlow(UserSession session) {
        sessions.remove(session);
        session.outbound().discard();
        slow.add(session);
    }

    private void closeSlowOnes() throws InterruptedException {
        UserSession next = slow.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
            meter.slowClose();
            next.wire().close(CloseCodes.SLOW_CONSUMER);
            return;
        }
        for (List<UserSession> ofUser : sessions.all()) {
            ofUser.stream()
                    .filter(session -> session.outbound().isStuck(LONGEST_SEND))
                    .forEach(this::closeSlow);
        }
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
