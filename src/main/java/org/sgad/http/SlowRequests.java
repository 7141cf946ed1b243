package org.sgad.http;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.Loop;

/**
 * Drops requests that take too long to arrive, on each port from the first request on that arrived there. On a server that
 * does not show how requests arrive, only its own limit counts, which is for those that fall silent.
 */
@WebListener
public class SlowRequests implements ServletContextListener, ServletRequestListener {
    private static final Logger LOG = Logger.getLogger(SlowRequests.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private final List<ArrivalWatch> watches = new CopyOnWriteArrayList<>();
    private Loop loop = Loop.none();

    @Inject
    ManagedThreadFactory threads;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        loop = Loop.startWoken("slow-requests", threads, POLL, this::dropLate);
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        int port = event.getServletRequest().getLocalPort();
        if (ports.add(port)) {
            try {
                TcpConnection.of(event.getServletRequest())
                        .asTheServerHasIt()
                        .ifPresent(connection -> watches.add(ArrivalDeadline.of(connection)));
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.INFO, "on port {0} only silence ends slow requests: {1}", new Object[] {port, e});
            }
        }
    }

    private void dropLate() {
        int dropped = watches.stream().mapToInt(ArrivalWatch::dropLate).sum();
        if (dropped > 0) {
            LOG.log(Level.INFO, "dropped {0} requests that took too long to arrive", dropped);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        loop.close();
        watches.forEach(ArrivalWatch::end);
    }
}
