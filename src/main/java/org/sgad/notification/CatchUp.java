package org.sgad.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Audience;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;
import org.sgad.intake.EventConsumer.Arrived;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.LogText;
import org.sgad.node.Sql;

/**
 * Offers the inboxes what the log has, after the queue was lost or where there was none: all that they keep. A minute later
 * the last of it is offered once more, for what other publishers sent meanwhile and the recorder had not yet written; also a
 * minute after each start, as a node may have stopped before it did so.
 */
@ApplicationScoped
public class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class.getName());
    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 8 << 20;
    private static final Duration LATE = Duration.ofMinutes(1);
    private static final Duration LAST = Duration.ofHours(1);

    private static final String READ = """
            select position, event_id, event_type, subject, exchange, routing_key, body, headers, occurred_at
            from (
              select *, sum(octet_length(body)) over (order by position) - octet_length(body) as bytes_before
              from (select * from event_log
                    where position > ? and (subject is not null or event_type = 'notification')
                    order by position limit ?) first) fitting
            where bytes_before < ?
            order by position
            """;

    // positions are given later than recorded_at, so that the lowest is not always the first
    private static final String FIRST = """
            select min(position) from (
              select position from event_log
              where recorded_at > clock_timestamp() - ?::interval and position is not null
              order by recorded_at limit 1000) earliest
            """;

    private volatile @Nullable Long lookAgainAt = System.nanoTime() + LATE.toNanos();

    @Inject
    DataSource dataSource;

    @Inject
    InboxWriter writer;

    @Inject
    NotificationSettings settings;

    private record Logged(long position, Arrived arrived) {}

    /** Offers all that inboxes keep; what they have stays as it is. */
    public void run() {
        run(settings.kept());
        lookAgainAt = System.nanoTime() + LATE.toNanos();
    }

    /** Offers the last of it again, once its time has come. */
    void lookAgain() {
        Long at = lookAgainAt;
        if (at != null && System.nanoTime() - at > 0) {
            lookAgainAt = null;
            try {
                run(LAST);
            } catch (RuntimeException e) {
                lookAgainAt = System.nanoTime() + LATE.toNanos();
                throw e;
            }
        }
    }

    private void run(Duration back) {
        long after = before(back);
        int added = 0;
        for (List<Logged> some = read(after); !some.isEmpty(); some = read(after)) {
            added += offer(some.stream().map(Logged::arrived).toList());
            after = some.get(some.size() - 1).position();
        }
        LOG.log(Level.INFO, "inboxes: {0} events that the queue did not bring were in the log", added);
    }

    /** One that the database refuses as data is left out. */
    private int offer(List<Arrived> events) {
        try {
            return writer.write(events);
        } catch (RuntimeException e) {
            if (!DatabaseFailure.isDataRefused(e)) {
                throw e;
            }
            if (events.size() == 1) {
                LOG.log(Level.WARNING, "event {0} is left out of the inbox: {1}", new Object[] {
                    events.get(0).event().id(), LogText.of(e.getMessage())
                });
                return 0;
            }
            return events.stream().mapToInt(one -> offer(List.of(one))).sum();
        }
    }

    /** The position before all that was recorded that long ago or later. */
    private long before(Duration back) {
        return Sql.query(dataSource, FIRST, first -> first.setString(1, back.toString()), row -> {
            row.next();
            long first = row.getLong(1);
            return row.wasNull() ? Long.MAX_VALUE : first - 1;
        });
    }

    private List<Logged> read(long after) {
        return Sql.list(
                dataSource,
                READ,
                read -> {
                    read.setLong(1, after);
                    read.setInt(2, BATCH);
                    read.setInt(3, BATCH_BYTES);
                },
                CatchUp::logged);
    }

    private static Logged logged(ResultSet row) throws SQLException {
        String subject = row.getString("subject");
        SgadEvent event = new SgadEvent(
                new EventId(row.getString("event_id")),
                new EventType(row.getString("event_type")),
                subject == null ? null : new UserId(subject),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getString("body"),
                headers(row.getString("headers")),
                row.getTimestamp("occurred_at").toInstant());
        Audience audience = event.subject() == null ? new Audience.Everybody() : new Audience.OneUser(event.subject());
        return new Logged(row.getLong("position"), new Arrived(event, audience, true));
    }

    private static Map<String, Object> headers(String json) {
        try {
            return EventJson.MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers in the log are no JSON object", e);
        }
    }
}
