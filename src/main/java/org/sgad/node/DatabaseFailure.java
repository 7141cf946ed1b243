package org.sgad.node;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;
import java.util.Optional;

/** The database refused a statement, or could not be reached; the transaction is rolled back. */
@ApplicationException(rollback = true)
public final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String state;

    public DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
        this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** Whether the data itself was refused (SQL state class 22), so that trying again is of no use. */
    public boolean isDataRefused() {
        return state.startsWith("22");
    }

    /** Whether the database cannot serve now: connection, resource and shutdown errors, and the pool's, which have no state. */
    public boolean isAway() {
        return state.isEmpty() || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    /** Whether what failed did so because the database cannot serve now, however deep that is told. */
    public static boolean isAway(Throwable failure) {
        return in(failure).map(database -> database.isAway()).orElse(false);
    }

    /** The failure of the database behind another, however deep that is told. */
    public static Optional<DatabaseFailure> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseFailure database) {
                return Optional.of(database);
            }
            if (cause instanceof SQLException sql) {
                return Optional.of(new DatabaseFailure(sql));
            }
        }
        return Optional.empty();
    }
}
