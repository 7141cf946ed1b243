package org.sgad.replay;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import org.sgad.node.Loop;
import org.sgad.node.Role;
import org.sgad.node.Roles;

/** Looks twice a second for replays that are due, and at once when this node is asked for one. */
@Singleton
@Startup
@DependsOn({"Node", "Broker"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ReplayService {
    private static final Duration POLL = Duration.ofMillis(500);

    private Loop loop = Loop.none();

    @Inject
    Sending sending;

    @Inject
    Roles roles;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        if (roles.has(Role.AVAILABILITY)) {
            loop = Loop.startWoken("replay", threads, POLL, this::send);
        }
    }

    public void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReplayRequested requested) {
        loop.wake();
    }

    private void send() {
        while (!Thread.currentThread().isInterrupted() && sending.sendNext()) {}
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
