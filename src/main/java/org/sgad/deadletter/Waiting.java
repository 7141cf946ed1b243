package org.sgad.deadletter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.sgad.broker.Requeuer;
import org.sgad.broker.Requeuer.Returning;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.Sql;
import org.sgad.node.Turn;

/** Letters that wait to go back: of each subject in each queue only the one that died first may go. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Waiting {
    private static final String TAKE_TURN =
            "select " + Turn.BOUND + ", pg_advisory_xact_lock(hashtext('sgad.requeue'))";

    private static final String CLAIM = """
            select id, queue, exchange, routing_key, sealed, body, requeued, actor
            from (
              select *, sum(octet_length(body)) over (order by id) as so_far, row_number() over (order by id) as nth
              from (select distinct on (queue, subject) * from dead_letter
                    where requeue_at is not null order by queue, subject, id) first_of_each
              where next_attempt_at is null or next_attempt_at <= clock_timestamp()
            ) due
            where nth = 1 or nth <= ? and so_far <= ?
            order by id
            """;

    private static final String REMOVE = "delete from dead_letter where id = any(?)";

    private static final String POSTPONE = """
            update dead_letter
            set attempts = attempts + 1, last_error = left(?, 500),
                next_attempt_at = clock_timestamp() + least(? * power(2, least(attempts, 20)), ?) * interval '1 millisecond'
            where requeue_at is not null and queue = (select queue from dead_letter where id = ?)
              and (next_attempt_at is null or next_attempt_at <= clock_timestamp())
            """;

    private static final String REFUSE = """
            update dead_letter letter
            set requeue_at = null, attempts = letter.attempts + 1, next_attempt_at = null,
                last_error = left(case when letter.id = refused.id then ?
                                  else format('held back behind dead letter %s: %s', refused.id, ?) end, 500)
            from dead_letter refused
            where refused.id = ? and letter.queue = refused.queue and letter.subject = refused.subject
              and letter.requeue_at is not null
            """;

    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    @Inject
    DataSource dataSource;

    /** A letter that may go back now. */
    public record Claimed(LetterId id, Returning message) {}

    /** The next letters to send, in the order in which they died, left alone by other nodes until this transaction ends. */
    public List<Claimed> claim(int limit, int bytes) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement turn = connection.prepareStatement(TAKE_TURN);
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            turn.execute();

            claim.setInt(1, limit);
            claim.setInt(2, bytes);
            try (ResultSet rows = claim.executeQuery()) {
                return Sql.all(rows, Waiting::claimed);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        Map<String, Object> marks = new HashMap<>();
        marks.put(Requeuer.REQUEUED, row.getInt("requeued") + 1);
        marks.put(Letter.REQUEUED_BY, row.getString("actor"));
        if (!row.getString("exchange").isEmpty()) {
            marks.put(Requeuer.EXCHANGE, row.getString("exchange"));
            marks.put(Requeuer.ROUTING_KEY, row.getString("routing_key"));
        }
        return new Claimed(
                new LetterId(row.getLong("id")),
                new Returning(row.getString("queue"), row.getBytes("sealed"), marks, row.getBytes("body")));
    }

    /** They are back in their queues. */
    public void remove(List<LetterId> back) {
        Sql.update(dataSource, REMOVE, remove -> remove.setArray(1, Sql.numbers(remove, back, LetterId::value)));
    }

    /** It is tried again after a back-off, and all that wait for its queue wait with it. */
    public void postpone(LetterId letter, String reason) {
        Sql.update(dataSource, POSTPONE, postpone -> {
            postpone.setString(1, reason);
            postpone.setLong(2, FIRST_RETRY.toMillis());
            postpone.setLong(3, LAST_RETRY.toMillis());
            postpone.setLong(4, letter.value());
        });
    }

    /** It stays parked until somebody asks again, and so do the later ones of its subject, which must not overtake it. */
    public void refuse(LetterId letter, String reason) {
        Sql.update(dataSource, REFUSE, refuse -> {
            refuse.setString(1, reason);
            refuse.setString(2, reason);
            refuse.setLong(3, letter.value());
        });
    }
}
