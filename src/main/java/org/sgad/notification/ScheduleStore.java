package org.sgad.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.sgad.event.Actor;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.Traceparent;
import org.sgad.node.Sql;

/** The notifications that wait for their time. */
@ApplicationScoped
public class ScheduleStore {
    private static final String COLUMNS =
            "id, event_id, deliver_at, fields, actor, correlation_id, traceparent, scheduled_at";

    private static final String ADD = """
            insert into scheduled_notification (event_id, deliver_at, fields, actor, correlation_id, traceparent, scheduled_at)
            values (?, ?::timestamptz, ?, ?, ?, ?, ?::timestamptz) on conflict (event_id) do nothing
            """;

    private static final String PAGE = "select " + COLUMNS + " from scheduled_notification"
            + " where (deliver_at, id) > (?::timestamptz, ?) order by deliver_at, id limit ?";

    private static final String CANCEL = "delete from scheduled_notification where event_id = ?";

    private static final String TAKE_DUE = """
            with due as (
              select id from scheduled_notification where deliver_at <= ?::timestamptz
              order by deliver_at, id limit ? for update skip locked),
            taken as (
              delete from scheduled_notification using due where scheduled_notification.id = due.id
              returning scheduled_notification.*)
            select %s from taken order by deliver_at, id
            """.formatted(COLUMNS);

    @Inject
    DataSource dataSource;

    /** Adds one, unless one with its id waits already. */
    void add(EventId event, Instant deliverAt, JsonNode fields, Actor actor, Instant now) {
        Sql.update(dataSource, ADD, add -> {
            add.setString(1, event.value());
            add.setString(2, deliverAt.toString());
            add.setString(3, EventJson.write(fields));
            add.setString(4, actor.name());
            add.setString(5, actor.correlationId());
            add.setString(6, Objects.toString(actor.traceparent(), null));
            add.setString(7, now.toString());
        });
    }

    List<ScheduledNotification> page(ScheduleCursor after, int limit) {
        return Sql.list(
                dataSource,
                PAGE,
                page -> {
                    page.setString(1, after.deliverAt().toString());
                    page.setLong(2, after.id());
                    page.setInt(3, limit);
                },
                ScheduleStore::notification);
    }

    /** Deletes one that waits; waits for it where it is going out this moment. */
    boolean cancel(EventId event) {
        return Sql.update(dataSource, CANCEL, cancel -> cancel.setString(1, event.value())) == 1;
    }

    /** Takes some of those whose time has come, in order, but for what another node is taking. */
    List<ScheduledNotification> takeDue(Instant now, int limit) {
        return Sql.list(
                dataSource,
                TAKE_DUE,
                take -> {
                    take.setString(1, now.toString());
                    take.setInt(2, limit);
                },
                ScheduleStore::notification);
    }

    long count() {
        return Sql.list(dataSource, "select count(*) from scheduled_notification", count -> {}, row -> row.getLong(1))
                .get(0);
    }

    private static ScheduledNotification notification(ResultSet row) throws SQLException {
        String json = row.getString("fields");
        JsonNode fields = fields(json);
        Instant deliverAt = row.getTimestamp("deliver_at").toInstant();
        return new ScheduledNotification(
                new ScheduleCursor(deliverAt, row.getLong("id")).toString(),
                new EventId(row.getString("event_id")),
                deliverAt,
                fields.path("user_id").textValue(),
                fields.path("title").textValue(),
                fields.path("message").textValue(),
                row.getString("actor"),
                row.getTimestamp("scheduled_at").toInstant(),
                new Actor(
                        row.getString("actor"),
                        row.getString("correlation_id"),
                        Traceparent.parse(row.getString("traceparent")).orElse(null),
                        null),
                json);
    }

    private static JsonNode fields(String json) {
        try {
            return EventJson.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the fields of a notification are no JSON object", e);
        }
    }
}
