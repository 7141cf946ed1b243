package org.sgad.match;

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
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import org.sgad.node.Loop;
import org.sgad.node.Role;
import org.sgad.node.Roles;
import org.sgad.node.Settings;

/** Compares eligibility with the log twice a minute, on a node of the match service. */
@Singleton
@Startup
@DependsOn("Node")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EligibilityService {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private Loop catchingUp = Loop.none();

    @Inject
    CatchUp catchUp;

    @Inject
    Roles roles;

    @Inject
    ManagedThreadFactory threads;

    @Produces
    @jakarta.inject.Singleton
    static MatchSettings settings(Settings settings) {
        return MatchSettings.from(settings);
    }

    @PostConstruct
    void start() {
        if (roles.has(Role.MATCH)) {
            catchingUp = Loop.startWoken("eligibility", threads, PAUSE, catchUp::readToTheEnd);
        }
    }

    @PreDestroy
    void stop() {
        catchingUp.close();
    }
}
