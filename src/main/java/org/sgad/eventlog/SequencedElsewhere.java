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
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.sgad.node.Loop;
import org.sgad.node.Role;
import org.sgad.node.Roles;

/**
 * Tells a node that publishes of what others have numbered that do not, by PostgreSQL's {@code LISTEN}; without it that
 * waits for the relay's next look, half a second at most.
 */
@Singleton
@Startup
@DependsOn("Node")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SequencedElsewhere {
    static final String CHANNEL = "sgad_sequenced";

    private static final int WAIT_MILLIS = 1_000;

    private Loop loop = Loop.none();

    @Inject
    Roles roles;

    @Inject
    DataSource dataSource;

    @Inject
    Event<EventsSequenced> sequenced;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        if (roles.has(Role.AVAILABILITY)) {
            loop = Loop.start("sequenced-elsewhere", threads, Loop.Backoff.DEFAULT, this::listen);
        }
    }

    private void listen() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement listen = connection.createStatement()) {
            listen.execute("listen " + CHANNEL);
            try {
                hear(connection.unwrap(PGConnection.class));
            } finally {
                listen.execute("unlisten " + CHANNEL);
            }
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        while (!Thread.currentThread().isInterrupted()) {
            int heard = connection.getNotifications(WAIT_MILLIS).length;
            if (heard > 0) {
                sequenced.fire(new EventsSequenced(heard));
            }
        }
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
