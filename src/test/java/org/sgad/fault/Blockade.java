package org.sgad.fault;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sgad.devservices.DevServices;

/** A lock that a transaction of the test holds in the database, so that a node stops at a moment of our choice. */
final class Blockade implements AutoCloseable {
    private static final String BLOCKED = """
            select application_name from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query ilike ?
            """;

    private final Connection connection;

    private Blockade(Connection connection) {
        this.connection = connection;
    }

    /** Holds what the statement locks until it is closed. */
    static Blockade of(String statement) {
        try {
            Connection connection = DevServices.current().connect();
            connection.setAutoCommit(false);
            try (Statement lock = connection.createStatement()) {
                lock.execute(statement);
            }
            return new Blockade(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isHeld() {
        try {
            return connection.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until nodes are blocked in a statement that contains the text, and returns the names they gave. */
    List<String> awaitBlocked(String text) {
        return await().pollInterval(20, TimeUnit.MILLISECONDS)
                .atMost(Fault.PATIENCE)
                .until(() -> blocked(text), names -> !names.isEmpty());
    }

    private static List<String> blocked(String text) {
        try (Connection database = DevServices.current().connect();
                PreparedStatement select = database.prepareStatement(BLOCKED)) {
            select.setString(1, '%' + text + '%');
            try (ResultSet rows = select.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // with the database, and the lock with it
        }
    }
}
