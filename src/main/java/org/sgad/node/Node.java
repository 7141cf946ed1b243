package org.sgad.node;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Starts before everything else: brings the database to the version this node needs, or stops the deployment. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Node {
    private static final Logger LOG = Logger.getLogger(Node.class.getName());

    @Inject
    DataSource dataSource;

    @PostConstruct
    void start() {
        int applied = Flyway.configure(Node.class.getClassLoader())
                .dataSource(dataSource)
                .load()
                .migrate()
                .migrationsExecuted;
        LOG.info(() -> "database is up to date, " + applied + " migrations applied");
    }
}
