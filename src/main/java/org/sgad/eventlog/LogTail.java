package org.sgad.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Audience;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.UserId;
import org.sgad.node.Sql;

/** Reads the log as those need it who pass it on: by position, and only what is committed and numbered. */
@ApplicationScoped
public class LogTail {
    private static final String START = """
            select clock_timestamp() as now, coalesce(
              (select min(position) - 1 from event_log where published_at is null and position is not null),
              (select position from event_log_head)) as position
            """;

    private static final String AFTER = """
            select position, event_id, event_type, subject, coalesce(published_at < ?, false) as is_old
            from event_log where position > ? order by position limit ?
            """;

    private static final String MISSED_ONE = """
            (select position, octet_length(body) as bytes from event_log
             where %s and position > ? and position <= ? and (position > ? or position <@ ?::int8multirange)
             order by position limit ?)
            """;

    // what is retired and what is missed in one statement: it sees both as they were at one moment
    private static final String MISSED = """
            select head.retired, missed.position, missed.bytes
            from event_log_head head
            left join lateral (select position, bytes from (%s) part order by position limit ?) missed on true
            order by missed.position
            """;

    private static final String OF_SUBJECT = "subject = ?";
    private static final String OF_TYPE = "event_type = ?";
    private static final String LIKE_ANY = "event_type like any(?)";

    private static final String BODIES = "select position, body from event_log where position = any(?)";

    private static final String PUBLISHED = """
            select position, event_id, exchange, routing_key, body, recorded_at
            from (
              select position, event_id, exchange, routing_key, body, recorded_at,
                     sum(octet_length(body)) over (order by position) - octet_length(body) as bytes_before
              from event_log
              where position = any(?) and published_at < clock_timestamp() - ? * interval '1 millisecond') published
            where bytes_before < ?
            order by position
            """;
    private static final int MOST_BYTES = 8 << 20;

    private static final String NUMBERED = "select event_id from event_log where event_id = any(?) and position <= ?";

    private static final String POSITION = "select position from event_log where event_id = ? and position is not null";

    /** Where a node that starts begins, by the database's clock. */
    public record Start(long position, Instant at) {}

    /** An event as it was published. */
    public record Published(
            long position, EventId id, String exchange, String routingKey, String body, Instant recordedAt) {}

    /**
     * What somebody missed.
     *
     * @param isKept whether the log still has all that came since; where it has not, these are the first that it has
     */
    public record Missed(boolean isKept, List<MissedEvent> events) {}

    @Inject
    DataSource dataSource;

    /** Below the first event that is not published, or at the end of the log. */
    public Start start() {
        return Sql.list(
                        dataSource,
                        START,
                        statement -> {},
                        row -> new Start(
                                row.getLong("position"), row.getTimestamp("now").toInstant()))
                .get(0);
    }

    /**
     * What follows a position, in order.
     *
     * @param oldBefore what was published before it is marked as old
     */
    public List<Place> after(long position, Instant oldBefore, int limit) {
        return Sql.list(
                dataSource,
                AFTER,
                statement -> {
                    statement.setTimestamp(1, Timestamp.from(oldBefore));
                    statement.setLong(2, position);
                    statement.setInt(3, limit);
                },
                row -> new Place(
                        row.getLong("position"),
                        new EventId(row.getString("event_id")),
                        audience(row.getString("event_type"), row.getString("subject")),
                        row.getBoolean("is_old")));
    }

    /** What the cursor says that a user has not seen, up to a position, in order; the first ones only, if it is more. */
    public Missed missed(UserId user, Cursor since, long upTo, int limit) {
        return Sql.using(
                dataSource,
                connection -> missed(
                        connection,
                        List.of(new Part(OF_SUBJECT, user.value()), new Part(Conditions.BROADCAST)),
                        since,
                        upTo,
                        limit));
    }

    /**
     * As {@link #missed}, of everybody's events and those that are for nobody.
     *
     * @param types event types, or {@code availability.*} for all that begin so
     * @param subject only what concerns this user
     */
    public Missed missedOfAll(List<String> types, Optional<UserId> subject, Cursor since, long upTo, int limit) {
        return Sql.using(
                dataSource, connection -> missed(connection, parts(connection, types, subject), since, upTo, limit));
    }

    /** One place after the other where the log has an index for it. */
    private static List<Part> parts(Connection connection, List<String> types, Optional<UserId> subject)
            throws SQLException {
        Array patterns = connection.createArrayOf(
                "text", types.stream().map(Conditions::like).toArray());
        if (subject.isPresent()) {
            return List.of(
                    new Part(OF_SUBJECT + " and " + LIKE_ANY, subject.get().value(), patterns));
        }
        if (types.contains("*")) {
            return List.of(new Part("true"));
        }
        return KnownTypes.of(connection, types)
                .map(known ->
                        known.stream().map(type -> new Part(OF_TYPE, type)).toList())
                .orElseGet(() -> List.of(new Part(LIKE_ANY, patterns)));
    }

    /** Some of what was missed: a condition and its parameters. */
    private record Part(String condition, List<Object> parameters) {
        Part(String condition, Object... parameters) {
            this(condition, List.of(parameters));
        }
    }

    private static Missed missed(Connection connection, List<Part> parts, Cursor since, long upTo, int limit)
            throws SQLException {
        List<Part> all = parts.isEmpty() ? List.of(new Part("false")) : parts;
        String union = all.stream()
                .map(part -> MISSED_ONE.formatted(part.condition()))
                .collect(Collectors.joining(" union all "));
        List<Object> parameters = new ArrayList<>();
        for (Part part : all) {
            parameters.addAll(part.parameters());
            parameters.addAll(List.of(since.floor(), upTo, since.position(), ranges(since), limit));
        }
        parameters.add(limit);
        try (PreparedStatement find = connection.prepareStatement(MISSED.formatted(union))) {
            Conditions.set(find, parameters);
            try (ResultSet row = find.executeQuery()) {
                return missed(row, since);
            }
        }
    }

    private static Missed missed(ResultSet row, Cursor since) throws SQLException {
        List<MissedEvent> events = new ArrayList<>();
        boolean isKept = true;
        while (row.next()) {
            isKept = since.floor() >= row.getLong("retired");
            long position = row.getLong("position");
            if (position > 0) {
                events.add(new MissedEvent(position, row.getInt("bytes")));
            }
        }
        return new Missed(isKept, events);
    }

    private static String ranges(Cursor since) {
        return since.missing().stream()
                .map(range -> "[" + range.first() + "," + range.last() + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The bodies of the events at these positions. */
    public Map<Long, String> bodies(Collection<Long> positions) {
        Map<Long, String> bodies = new LinkedHashMap<>();
        Sql.list(
                dataSource,
                BODIES,
                statement -> statement.setArray(1, Sql.numbers(statement, positions, position -> position)),
                row -> bodies.put(row.getLong("position"), row.getString("body")));
        return bodies;
    }

    /** Those at these positions that were published at least so long ago, in order; the first of them where they are large. */
    public List<Published> published(Collection<Long> positions, Duration ago) {
        return Sql.list(
                dataSource,
                PUBLISHED,
                statement -> {
                    statement.setArray(1, Sql.numbers(statement, positions, position -> position));
                    statement.setLong(2, ago.toMillis());
                    statement.setInt(3, MOST_BYTES);
                },
                row -> new Published(
                        row.getLong("position"),
                        new EventId(row.getString("event_id")),
                        row.getString("exchange"),
                        row.getString("routing_key"),
                        row.getString("body"),
                        row.getTimestamp("recorded_at").toInstant()));
    }

    /** Which of these events the log has at a position or below. */
    public List<EventId> numbered(Collection<EventId> events, long upTo) {
        return Sql.list(
                dataSource,
                NUMBERED,
                statement -> {
                    statement.setArray(1, Sql.texts(statement, events, EventId::value));
                    statement.setLong(2, upTo);
                },
                row -> new EventId(row.getString("event_id")));
    }

    /** Where an event is, if the log has it and has numbered it. */
    public OptionalLong position(EventId id) {
        return Sql.list(
                        dataSource,
                        POSITION,
                        statement -> statement.setString(1, id.value()),
                        row -> row.getLong("position"))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private static Audience audience(String type, @Nullable String subject) {
        if (subject != null) {
            return new Audience.OneUser(new UserId(subject));
        }
        return type.equals(EventType.NOTIFICATION.value()) ? new Audience.Everybody() : new Audience.AdminsOnly();
    }
}
