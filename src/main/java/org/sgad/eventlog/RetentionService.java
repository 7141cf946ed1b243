package org.sgad.eventlog;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.HomeZone;
import org.sgad.node.Loop;
import org.sgad.node.Role;
import org.sgad.node.Roles;
import org.sgad.node.Settings;

/** Runs the {@link Retention} where it is on: looks every ten seconds whether another month is to go. */
@Singleton
@Startup
@DependsOn("Node")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionService {
    private static final Logger LOG = Logger.getLogger(RetentionService.class.getName());
    private static final Duration POLL = Duration.ofSeconds(10);

    private Loop loop = Loop.none();

    @Inject
    Retention retention;

    @Inject
    RetentionSettings settings;

    @Inject
    HomeZone home;

    @Inject
    Clock clock;

    @Inject
    Roles roles;

    @Inject
    ManagedThreadFactory threads;

    @Produces
    @jakarta.inject.Singleton
    static RetentionSettings settings(Settings settings) {
        return RetentionSettings.from(settings);
    }

    @PostConstruct
    void start() {
        if (settings.isOn() && roles.has(Role.AVAILABILITY)) {
            loop = Loop.startWoken("retention", threads, POLL, this::retire);
        }
    }

    private void retire() {
        Instant since = settings.keptSince(clock.instant(), home.id());
        OptionalLong retired = retention.retire(since);
        if (retired.isPresent()) {
            LOG.log(Level.INFO, "the log is kept since {0}: what is up to position {1} goes", new Object[] {
                since, Long.toString(retired.getAsLong())
            });
        }
        while (!Thread.currentThread().isInterrupted() && retention.removeSome() > 0) {}
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
