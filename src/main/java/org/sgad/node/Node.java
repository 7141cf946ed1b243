package org.sgad.node;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Starts before everything else: brings the database to the version this node needs, or stops the deployment. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Node {
    private static final Logger LOG = Logger.getLogger(Node.class.getName());

    @Inject
    DatabaseSettings database;

    @Inject
    @Any
    Instance<ComponentSettings> settings;

    @Inject
    Instance<LogSettings> logSettings;

    @Inject
    Instance<NodeSettings> nodeSettings;

    private @Nullable NodeLog log;

    @PostConstruct
    void start() {
        checkSettings();
        log = new NodeLog(logSettings.get(), nodeSettings.get());
        log.begin();
        try {
            migrate();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** The last to be destroyed, as all others depend on it. */
    @PreDestroy
    void stop() {
        if (log != null) {
            log.end();
        }
    }

    private void checkSettings() {
        Set<String> wrong = new LinkedHashSet<>(new SecretFiles().troubles()); // two groups may share a setting
        for (Instance.Handle<ComponentSettings> group : settings.handles()) {
            try {
                LOG.log(Level.FINE, "settings: {0}", group.get());
            } catch (RuntimeException e) {
                wrong.add(Settings.reasonOf(e).getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            // the server's own report of a failed deployment is hundreds of lines
            wrong.forEach(reason -> LOG.log(Level.SEVERE, "cannot start: {0}", reason));
            throw new InvalidSetting(String.join("; ", wrong));
        }
    }

    private void migrate() {
        try {
            int applied = Migrations.of(database.patient()).load().migrate().migrationsExecuted;
            LOG.info(() -> "database is up to date, " + applied + " migrations applied");
        } catch (FlywayException e) {
            LOG.log(Level.SEVERE, "cannot start: the database of DB_URL cannot be used: {0}", Loop.summary(e));
            throw e;
        }
    }
}
