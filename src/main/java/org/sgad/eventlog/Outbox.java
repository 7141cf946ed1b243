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
import org.sgad.node.Sql;
import org.sgad.node.Turn;

/** What is in the log and not yet on the broker. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Outbox {
    // one relay at a time in the cluster, so that what is published keeps the order of the log
    private static final String TURN = "hashtext('sgad.relay')";
    private static final String TAKE_TURN = "select " + Turn.BOUND + ", pg_advisory_xact_lock(" + TURN + ")";
    private static final String TRY_TURN = "select " + Turn.BOUND + ", pg_try_advisory_xact_lock(" + TURN + ")";

    private static final String CLAIM = """
            select position, event_id, event_type, subject, exchange, routing_key, body, headers, occurred_at, recorded_at,
                   correlation_id, found
            from (
              select *, sum(octet_length(body)) over (order by position) - octet_length(body) as bytes_before,
                     count(*) over () as found
              from (
                select * from event_log waiting
                where published_at is null and position > ?
                  and (next_attempt_at is null or next_attempt_at <= clock_timestamp())
                  and not exists (
                    select 1 from event_log refused
                    where refused.subject = waiting.subject and refused.position < waiting.position
                      and refused.published_at is null and refused.refusals > 0)
                order by position
                limit ?) first) fitting
            where bytes_before < ?
            order by position
            """;

    private static final String MARK_PUBLISHED = """
            update event_log
            set published_at = clock_timestamp(), attempts = attempts + 1, last_error = null, next_attempt_at = null
            where event_id = any(?)
            """;

    private static final String MARK_REFUSED = """
            update event_log
            set attempts = attempts + 1, refusals = refusals + 1, last_error = left(?, 500),
                next_attempt_at = clock_timestamp() + least(? * power(2, least(refusals, 20)), ?) * interval '1 millisecond'
            where event_id = any(?)
            """;

    private static final String MARK_UNANSWERED =
            "update event_log set attempts = attempts + 1, last_error = left(?, 500) where event_id = any(?)";

    private static final String MARK_WAITING = """
            update event_log
            set attempts = attempts + 1, last_error = left(?, 500)
            from (
              select entry, last_error, recorded_at from event_log
              where published_at is null and position is not null
              order by position
              limit ?) first
            where event_log.entry = first.entry and first.last_error is null
              and first.recorded_at < clock_timestamp() - interval '1 second'
            """;

    private static final String COUNT = """
            select (select count(*) from event_log where published_at is null),
                   (select extract(epoch from clock_timestamp() - recorded_at) from event_log
                    where published_at is null order by position limit 1)
            """;

    /** Refused once, an event waits this long, then twice as long each time up to a minute. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);

    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    /** What one claim may hold, as whoever publishes holds all of two. */
    private static final int CLAIM_BYTES = 8 << 20;

    /**
     * Some of what waits.
     *
     * @param last the position of the last of them
     * @param isAll whether nothing waits behind them
     */
    public record Claimed(List<SgadEvent> events, long last, boolean isAll) {}

    @Inject
    DataSource dataSource;

    /** Waits for the turn; until this transaction ends, other nodes leave alone what is to be published. */
    public void takeTurn() {
        Sql.query(dataSource, TAKE_TURN, turn -> {}, row -> row.next());
    }

    /**
     * The next events to publish behind a position, in the order of the log, about 8 MiB at most; for whom has the turn.
     * Events waiting for their next attempt are left out, and so are later ones of a subject until one that was refused has
     * succeeded. Each carries its {@link PlaceHeader}.
     */
    public Claimed claimUnpublished(long after, int limit) {
        return Sql.query(
                dataSource,
                CLAIM,
                claim -> {
                    claim.setLong(1, after);
                    claim.setInt(2, limit);
                    claim.setInt(3, CLAIM_BYTES);
                },
                rows -> {
                    List<SgadEvent> events = new ArrayList<>();
                    long last = after;
                    int found = 0;
                    while (rows.next()) {
                        last = rows.getLong("position");
                        found = rows.getInt("found");
                        events.add(event(rows));
                    }
                    return new Claimed(events, last, found < limit && found == events.size());
                });
    }

    public void markPublished(Collection<EventId> events) {
        Sql.update(dataSource, MARK_PUBLISHED, mark -> mark.setArray(1, Sql.texts(mark, events, EventId::value)));
    }

    /** Notes a refusal; the events are offered again after a back-off, and later ones of their subjects after them. */
    public void markRefused(Collection<EventId> events, String reason) {
        Sql.update(dataSource, MARK_REFUSED, mark -> {
            mark.setString(1, reason);
            mark.setLong(2, FIRST_RETRY.toMillis());
            mark.setLong(3, LAST_RETRY.toMillis());
            mark.setArray(4, Sql.texts(mark, events, EventId::value));
        });
    }

    /** Notes why publishing did not work, through no fault of these events; they are offered again at once. */
    public void markUnanswered(Collection<EventId> events, String reason) {
        Sql.update(dataSource, MARK_UNANSWERED, mark -> {
            mark.setString(1, reason);
            mark.setArray(2, Sql.texts(mark, events, EventId::value));
        });
    }

    /**
     * Notes why nothing can be published now, at the first events that wait, once for each: an outage counts as one
     * attempt. Does nothing while any node publishes.
     */
    public void markWaiting(int limit, String reason) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement turn = connection.prepareStatement(TRY_TURN);
                PreparedStatement mark = connection.prepareStatement(MARK_WAITING)) {
            if (isGranted(turn)) {
                mark.setString(1, reason);
                mark.setInt(2, limit);
                mark.executeUpdate();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static boolean isGranted(PreparedStatement turn) throws SQLException {
        try (ResultSet row = turn.executeQuery()) {
            row.next();
            return row.getBoolean(2);
        }
    }

    /** What is committed and not on the broker, also what has no position yet. */
    public Backlog backlog() {
        return Sql.list(dataSource, COUNT, count -> {}, row -> new Backlog(row.getLong(1), row.getDouble(2)))
                .get(0);
    }

    /** A row as the event that goes over the wire. */
    static SgadEvent event(ResultSet row) throws SQLException {
        EventId id = new EventId(row.getString("event_id"));
        String subject = row.getString("subject");
        Map<String, Object> headers = headers(row.getString("headers"));
        headers.put(PlaceHeader.NAME, PlaceHeader.value(new Cursor(row.getLong("position")), id));
        headers.put(PlaceHeader.RECORDED_AT, row.getTimestamp("recorded_at").getTime());
        return new SgadEvent(
                id,
                new EventType(row.getString("event_type")),
                subject == null ? null : new UserId(subject),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getString("body"),
                headers,
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("correlation_id"));
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
