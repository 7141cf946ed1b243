package org.sgad.health;

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
import org.sgad.node.Loop;

/** Takes the samples of the {@link History}. */
@Singleton
@Startup
@DependsOn({"Node", "Broker"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class HistoryService {
    private Loop loop = Loop.none();

    @Inject
    History history;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        loop = Loop.startWoken("history", threads, Duration.ofSeconds(History.STEP_SECONDS), history::sample);
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
