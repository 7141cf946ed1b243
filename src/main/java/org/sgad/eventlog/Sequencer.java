package org.sgad.eventlog;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.Role;
import org.sgad.node.Roles;
import org.sgad.node.Turn;

/**
 * Numbers what has been committed. Whoever holds the row of {@code event_log_head} is the only writer in the cluster,
 * and numbers only what it can see as committed: a reader that saw 11 can never later find a 10.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Sequencer {
    static final int BATCH = 5_000;

    private static final String TAKE_HEAD = "select position, " + Turn.BOUND + " from event_log_head for update";

    // a statement of its own, after the lock: its snapshot then sees everything that the last holder committed
    private static final String NUMBER = """
            with waiting as (
              select entry, row_number() over (order by entry) as nth
              from (select entry from event_log where position is null order by entry limit ?) unsequenced)
            update event_log set position = ? + waiting.nth from waiting where event_log.entry = waiting.entry
            """;

    private static final String MOVE_HEAD = "update event_log_head set position = position + ?";

    private static final String TELL_OTHERS = "select pg_notify('" + SequencedElsewhere.CHANNEL + "', '')";

    @Inject
    DataSource dataSource;

    @Inject
    Roles roles;

    /**
     * Numbers up to 5,000 committed events in the order of their insertion, waiting for its turn.
     *
     * @return how many
     */
    public int sequence() {
        try (Connection connection = dataSource.getConnection()) {
            int numbered = number(connection, head(connection));
            if (numbered > 0) {
                move(connection, numbered);
                tellOthers(connection);
            }
            return numbered;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /**
     * Takes the turn until the caller's transaction ends, numbers all that is committed, so that it stays before what the
     * caller appends, and gives the caller the next positions.
     *
     * @return the one before them
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public long reserve(int positions) {
        try (Connection connection = dataSource.getConnection()) {
            long head = head(connection);
            int numbered = 0;
            for (int some = BATCH; some == BATCH; numbered += some) {
                some = number(connection, head + numbered);
            }
            move(connection, numbered + positions);
            tellOthers(connection);
            return head + numbered;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static int number(Connection connection, long head) throws SQLException {
        try (PreparedStatement number = connection.prepareStatement(NUMBER)) {
            number.setInt(1, BATCH);
            number.setLong(2, head);
            return number.executeUpdate();
        }
    }

    private static void move(Connection connection, int positions) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE_HEAD)) {
            move.setInt(1, positions);
            move.executeUpdate();
        }
    }

    /** Only the nodes that publish need to know, and where this is one it knows already. */
    private void tellOthers(Connection connection) throws SQLException {
        if (!roles.has(Role.AVAILABILITY)) {
            try (PreparedStatement tell = connection.prepareStatement(TELL_OTHERS)) {
                tell.execute();
            }
        }
    }

    private static long head(Connection connection) throws SQLException {
        try (PreparedStatement head = connection.prepareStatement(TAKE_HEAD);
                ResultSet row = head.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
