package org.sgad.eventlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.Turn;

/** What is in the log and not yet on the broker. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Outbox {
    // one relay at a time in the cluster, so that what is published keeps the order of the log
    private static final String TAKE_TURN = "select " + Turn.BOUND + ", pg_advisory_xact_lock(hashtext('sgad.relay'))";

    private static final String CLAIM = """
            select position, event_id, event_type, subject, exchange, routing_key, body, headers, occurred_at
            from event_log waiting
            where published_at is null and position is not null
              and (next_attempt_at is null or next_attempt_at <= clock_timestamp())
              and not exists (
                select 1 from event_log failed
                where failed.subject = waiting.subject and failed.position < waiting.position
                  and failed.published_at is null and failed.attempts > 0)
            order by position
            limit ?
            """;

    private static final String MARK_PUBLISHED = """
            update event_log
            set published_at = clock_timestamp(), attempts = attempts + 1, last_error = null, next_attempt_at = null
            where event_id = any(?)
            """;

    private static final String MARK_FAILED = """
            update event_log
            set attempts = attempts + 1, last_error = left(?, 500),
                next_attempt_at = clock_timestamp() + least(? * power(2, least(attempts, 20)), ?) * interval '1 millisecond'
            where event_id = ?
            """;

    /** Refused once, an event waits this long, then twice as long each time up to a minute. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);

    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    @Inject
    DataSource dataSource;

    /**
     * The next events to publish in the order of the log, left alone by other nodes until this transaction ends. Events
     * waiting for their next attempt are left out, and so are later ones of the same subject until it has succeeded. Each
     * carries its {@link PlaceHeader}.
     */
    public List<SgadEvent> claimUnpublished(int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement turn = connection.prepareStatement(TAKE_TURN);
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            turn.execute();

            claim.setInt(1, limit);
            try (ResultSet rows = claim.executeQuery()) {
                List<SgadEvent> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(event(rows));
                }
                return events;
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    public void markPublished(Collection<EventId> events) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement mark = connection.prepareStatement(MARK_PUBLISHED)) {
            mark.setArray(
                    1,
                    connection.createArrayOf(
                            "text", events.stream().map(EventId::value).toArray()));
            mark.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Notes a refusal; the event is offered again after a back-off. */
    public void markFailed(EventId event, String reason) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement mark = connection.prepareStatement(MARK_FAILED)) {
            mark.setString(1, reason);
            mark.setLong(2, FIRST_RETRY.toMillis());
            mark.setLong(3, LAST_RETRY.toMillis());
            mark.setString(4, event.value());
            mark.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static SgadEvent event(ResultSet row) throws SQLException {
        EventId id = new EventId(row.getString("event_id"));
        String subject = row.getString("subject");
        Map<String, Object> headers = headers(row.getString("headers"));
        headers.put(PlaceHeader.NAME, PlaceHeader.value(new Cursor(row.getLong("position")), id));
        return new SgadEvent(
                id,
                new EventType(row.getString("event_type")),
                subject == null ? null : new UserId(subject),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getString("body"),
                headers,
                row.getTimestamp("occurred_at").toInstant());
    }

    private static Map<String, Object> headers(String json) {
        try {
            Map<String, Object> headers = EventJson.MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
            // AMQP's decimals hold few digits and no large scale
            headers.replaceAll((name, value) -> value instanceof BigDecimal decimal ? decimal.doubleValue() : value);
            return headers;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers in the log are no JSON object", e);
        }
    }
}
