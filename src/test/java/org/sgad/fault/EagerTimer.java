package org.sgad.fault;

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
import jakarta.inject.Inject;
import java.time.Duration;
import org.sgad.availability.WeeklyClosing;
import org.sgad.node.Loop;

/** Asks for due closings ten times a second beside the node's own timer, so that nodes meet at every one. */
@Singleton
@Startup
@DependsOn("Node")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@SuppressWarnings("NullAway.Init") // as the container injects
public class EagerTimer {
    private static final Duration TICK = Duration.ofMillis(100);

    private Loop loop;

    @Inject
    WeeklyClosing closing;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        loop = Loop.startWoken("eager-closing", threads, TICK, closing::runDue);
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
