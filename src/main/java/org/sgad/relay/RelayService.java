package org.sgad.relay;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.broker.BrokerConnected;
import org.sgad.broker.Publisher;
import org.sgad.eventlog.EventsSequenced;
import org.sgad.node.LastWords;
import org.sgad.node.Loop;
import org.sgad.node.NodeStopping;
import org.sgad.node.Role;
import org.sgad.node.Roles;

/**
 * Runs the {@link Relay} when events were numbered, when the broker is back, and twice a second for retries. When the node
 * stops, it finishes its batch.
 */
@Singleton
@Startup
@DependsOn({"Node", "Broker"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RelayService {
    private static final Logger LOG = Logger.getLogger(RelayService.class.getName());
    private static final Duration POLL = Duration.ofMillis(500);

    /** A batch takes up to 10 seconds, should the broker be silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private Loop loop = Loop.none();
    private volatile boolean stopping;
    private long nextLook = System.nanoTime();

    @Inject
    Relay relay;

    @Inject
    Publisher publisher;

    @Inject
    RelayMeter meter;

    @Inject
    Roles roles;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        if (roles.has(Role.AVAILABILITY)) {
            loop = Loop.startWoken("relay", threads, POLL, this::relay);
        }
    }

    public void wake(@Observes EventsSequenced sequenced) {
        loop.wake();
    }

    public void wake(@Observes BrokerConnected connected) {
        loop.wake();
    }

    private void relay() {
        Optional<String> obstacle = publisher.obstacle();
        obstacle.ifPresent(relay::explain);
        while (!stopping && publisher.obstacle().isEmpty() && relay.relay()) {
            lookAtBacklog();
        }
        lookAtBacklog();
    }

    /** Counting takes longer the more there is: it takes a twentieth of the time at most. */
    private void lookAtBacklog() {
        long start = System.nanoTime();
        if (nextLook - start > 0) {
            return;
        }
        meter.waiting(relay.backlog());
        long end = System.nanoTime();
        nextLook = end + Math.max(LOOK.toNanos(), (end - start) * 20);
    }

    /** Finishes its batch and says what remains; {@code @PreDestroy} would be too late for it. */
    public void finish(@Observes @Priority(NodeStopping.RELAY) NodeStopping node) {
        stopping = true;
        loop.finish(PATIENCE);
        LastWords.say(LOG, Level.INFO, "relay stopped, " + remaining() + " events remain unpublished");
    }

    @PreDestroy
    void stop() {
        loop.close();
    }

    private String remaining() {
        try {
            return Long.toString(relay.backlog().events());
        } catch (RuntimeException e) {
            return "an unknown number (" + Loop.summary(e) + ") of";
        }
    }
}
