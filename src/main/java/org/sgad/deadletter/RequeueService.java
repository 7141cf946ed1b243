package org.sgad.deadletter;

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
import org.sgad.broker.Requeuer;
import org.sgad.node.Loop;
import org.sgad.node.Role;
import org.sgad.node.Roles;

/** Sends letters back when somebody asks, and every two seconds for what waits. */
@Singleton
@Startup
@DependsOn({"Node", "Broker"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RequeueService {
    private static final Duration POLL = Duration.ofSeconds(2);

    private Loop loop = Loop.none();

    @Inject
    Requeueing requeueing;

    @Inject
    Requeuer requeuer;

    @Inject
    DeadLetterStore store;

    @Inject
    ParkedCount parked;

    @Inject
    Roles roles;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        if (roles.has(Role.AVAILABILITY)) {
            loop = Loop.startWoken("requeue", threads, POLL, this::requeue);
        }
    }

    public void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) RequeueRequested requested) {
        loop.wake();
    }

    private void requeue() {
        try {
            while (requeuer.isReady() && requeueing.requeue() > 0) {}
        } finally {
            parked.set(store.count());
        }
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
