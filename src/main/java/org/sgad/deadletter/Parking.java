package org.sgad.deadletter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.Turn;

/**
 * Parks letters, each once. A letter that is delivered for the first time is new. One that is delivered again is new unless
 * an arrival of the same fingerprint is known from an earlier consumer, which from then on is this one: each known arrival
 * answers for one delivery. Arrivals that the broker surely knows to be settled are forgotten.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Parking {
    private static final String TAKE_TURN =
            "select " + Turn.BOUND + ", pg_advisory_xact_lock(hashtext('sgad.parking'))";

    // the broker delivers no more than the prefetch ahead: whatever is that far behind has been acknowledged
    private static final String FORGET_SETTLED = """
            delete from dead_letter_arrival
            where consumer = ? and tag <= ? or arrived_at < clock_timestamp() - interval '30 days'
            """;

    private static final String KNOW_AGAIN = """
            update dead_letter_arrival set consumer = ?, tag = ?
            where (consumer, tag) = (
              select consumer, tag from dead_letter_arrival
              where fingerprint = ? and consumer <> ? order by arrived_at limit 1)
            """;

    private static final String ARRIVE =
            "insert into dead_letter_arrival (consumer, tag, fingerprint) values (?, ?, ?) on conflict do nothing";

    private static final String PARK = """
            insert into dead_letter (reason, queue, exchange, routing_key, subject, count, requeued, actor, headers,
                                     properties, sealed, body)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    @Inject
    DataSource dataSource;

    /**
     * Parks letters in the given order, which is the order in which they died.
     *
     * @return how many were new
     */
    public int park(List<Letter> letters) {
        int parked = 0;
        try (Connection connection = dataSource.getConnection()) {
            takeTurn(connection);
            for (Letter letter : letters) {
                if (isNew(connection, letter.arrival())) {
                    park(connection, letter);
                    parked++;
                }
            }
            forgetSettled(connection, letters.get(letters.size() - 1).arrival());
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
        return parked;
    }

    private static void takeTurn(Connection connection) throws SQLException {
        try (PreparedStatement turn = connection.prepareStatement(TAKE_TURN)) {
            turn.execute();
        }
    }

    private static boolean isNew(Connection connection, Letter.Arrival arrival) throws SQLException {
        return !(arrival.again() && isKnown(connection, arrival)) && arrive(connection, arrival);
    }

    private static boolean isKnown(Connection connection, Letter.Arrival arrival) throws SQLException {
        try (PreparedStatement know = connection.prepareStatement(KNOW_AGAIN)) {
            know.setString(1, arrival.consumer());
            know.setLong(2, arrival.tag());
            know.setBytes(3, arrival.fingerprint());
            know.setString(4, arrival.consumer());
            return know.executeUpdate() == 1;
        }
    }

    private static boolean arrive(Connection connection, Letter.Arrival arrival) throws SQLException {
        try (PreparedStatement arrive = connection.prepareStatement(ARRIVE)) {
            arrive.setString(1, arrival.consumer());
            arrive.setLong(2, arrival.tag());
            arrive.setBytes(3, arrival.fingerprint());
            return arrive.executeUpdate() == 1;
        }
    }

    private static void park(Connection connection, Letter letter) throws SQLException {
        try (PreparedStatement park = connection.prepareStatement(PARK)) {
            Death death = letter.death();
            park.setString(1, death.reason());
            park.setString(2, death.queue());
            park.setString(3, death.exchange());
            park.setString(4, death.routingKey());
            park.setString(5, letter.subject());
            park.setLong(6, death.count());
            park.setInt(7, letter.requeued());
            park.setString(8, letter.actor());
            park.setString(9, letter.headers());
            park.setString(10, letter.properties());
            park.setBytes(11, letter.sealed());
            park.setBytes(12, letter.body());
            park.executeUpdate();
        }
    }

    private static void forgetSettled(Connection connection, Letter.Arrival last) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET_SETTLED)) {
            forget.setString(1, last.consumer());
            forget.setLong(2, last.tag() - Intake.PREFETCH);
            forget.executeUpdate();
        }
    }
}
