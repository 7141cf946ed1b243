package org.sgad.eventlog;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;

/** The database refused or could not be reached; nothing was written. */
@ApplicationException(rollback = true)
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailable(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether the data itself was refused (SQL state class 22), so that trying again is of no use. */
    public boolean isDataRefused() {
        return getCause() instanceof SQLException e
                && e.getSQLState() != null
                && e.getSQLState().startsWith("22");
    }
}
