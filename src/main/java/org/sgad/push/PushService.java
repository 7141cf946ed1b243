package org.sgad.push;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
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
import org.sgad.eventlog.EventsSequenced;
import org.sgad.node.Loop;
import org.sgad.node.Role;
import org.sgad.node.Roles;

/** Starts what watches log and sessions, on a gateway, once the database is up to date, and ends it with the application. */
@Singleton
@Startup
@DependsOn("Node")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class PushService {
    private static final Duration WATCH = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private Loop watching = Loop.none();
    private Loop looking = Loop.none();

    @Inject
    LogWatch watch;

    @Inject
    Heartbeats heartbeats;

    @Inject
    Later later;

    @Inject
    Roles roles;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        if (roles.has(Role.GATEWAY)) {
            watching = Loop.startWoken("log-watch", threads, WATCH, watch::watch);
            looking = Loop.startWoken("heartbeats", threads, LOOK, this::look);
        }
    }

    private void look() {
        heartbeats.look();
        later.begin();
    }

    /** What another publisher sent may just have got its place. */
    public void wake(@Observes EventsSequenced sequenced) {
        watching.wake();
    }

    @PreDestroy
    void stop() {
        looking.close();
        watching.close();
    }
}
