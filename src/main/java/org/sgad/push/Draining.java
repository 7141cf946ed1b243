package org.sgad.push;

import jakarta.annotation.Priority;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.LastWords;
import org.sgad.node.NodeStopping;

/**
 * Sends the clients of a stopping node to another one. By now the server answers every request with 503, readiness and
 * handshakes included, and still lets the open sockets be written to; left alone, it would cut them without a close code.
 */
@ApplicationScoped
public class Draining {
    private static final Logger LOG = Logger.getLogger(Draining.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    Sessions sessions;

    @Inject
    ManagedThreadFactory threads;

    void drain(@Observes @Priority(NodeStopping.SESSIONS) NodeStopping stopping) throws InterruptedException {
        List<Runnable> open = new ArrayList<>();
        sessions.forEach(session -> open.add(() -> close(session)));
        Collections.shuffle(open);
        long start = System.nanoTime();

        int left = new PacedClose(threads, PAUSE, LIMIT).close(open);

        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        LastWords.say(
                LOG,
                Level.INFO,
                "drained: %d of %d sessions closed in %d ms".formatted(open.size() - left, open.size(), millis));
    }

    private static void close(UserSession session) {
        session.wire().close(CloseCodes.DRAINING);
    }
}
