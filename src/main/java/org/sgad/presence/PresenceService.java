package org.sgad.presence;

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
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.LastWords;
import org.sgad.node.Loop;
import org.sgad.node.NodeStopping;
import org.sgad.signal.RedisAway;

/** Writes presence four times a second, on every node: whoever is left has to notice who is not. */
@Singleton
@Startup
@DependsOn({"Node", "SignalService"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class PresenceService {
    private static final Logger LOG = Logger.getLogger(PresenceService.class.getName());
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Loop loop = Loop.none();

    @Inject
    Presence presence;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        loop = Loop.startWoken("presence", threads, TICK, presence::tick);
    }

    /** After the sessions were closed: has the others know at once. */
    public void leave(@Observes @Priority(NodeStopping.WRITERS) NodeStopping stopping) {
        loop.finish(PATIENCE);
        try {
            presence.leave();
        } catch (RedisAway e) {
            LastWords.say(LOG, Level.INFO, "presence: the others learn of the end later, as Redis is away");
        }
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
