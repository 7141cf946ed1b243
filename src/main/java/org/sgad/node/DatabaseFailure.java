package org.sgad.node;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The database refused a statement, or could not be reached; the transaction is rolled back. */
@ApplicationException(rollback = true)
public final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Set<String> REFUSED_ROWS = Set.of("23502", "23505", "23514");

    private final String state;

    public DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
        this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /**
     * Whether the data itself was refused, so that trying again is of no use: as values (SQL state class 22), or as rows by a
     * not-null, unique or check constraint. Not by a foreign key, as what it refers to may come later.
     */
    public boolean isDataRefused() {
        return state.startsWith("22") || REFUSED_ROWS.contains(state);
    }

    /** Whether what failed did so because the data itself was refused, however deep that is told. */
    public static boolean isDataRefused(Throwable failure) {
        return in(failure).map(database -> database.isDataRefused()).orElse(false);
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
