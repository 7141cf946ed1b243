package org.sgad.push;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.LastWords;

/**
 * Sends the clients of a stopping node to another one. The end of the servlet context is the first that the application
 * hears of a stop, and the last moment at which everything still works: the container has begun to answer every request,
 * readiness and handshakes included, with 503; the open sockets can be written to and closed; relay, receipts and database
 * go on until this returns. The container would not close a socket, it just cuts it.
 */
@WebListener
public class Draining implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(Draining.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    Sessions sessions;

    @Inject
    ManagedThreadFactory threads;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        List<Runnable> open = new ArrayList<>();
        sessions.all().forEach(ofUser -> ofUser.forEach(session -> open.add(() -> close(session))));
        Collections.shuffle(open);
        long start = System.nanoTime();
        try {
            int left = new PacedClose(threads, PAUSE, LIMIT).close(open);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            LastWords.say(
                    LOG,
                    Level.INFO,
                    "drained: " + (open.size() - left) + " of " + open.size() + " sessions closed in " + took.toMillis()
                            + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(UserSession session) {
        session.wire().close(CloseCodes.DRAINING);
    }
}
