package org.sgad.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.Sql;

/** Reads the log. */
@ApplicationScoped
public class LogReader {
    private static final String SELECT = """
            select event_id, position, event_type, subject, exchange, routing_key, body, headers, ours, actor,
                   correlation_id, occurred_at, recorded_at, published_at, attempts, last_error
            from event_log
            """;

    /** What is candidate, in the order of the log, as far as it fits. */
    private static final String FITTING = """
            select event_id, position, event_type, subject, exchange, routing_key, body, headers, ours, actor,
                   correlation_id, occurred_at, recorded_at, published_at, attempts, last_error, found
            from (
              select *, sum(bytes) over (order by position) - bytes as bytes_before, count(*) over () as found
              from (select *, octet_length(body) + octet_length(headers) as bytes
                    from (%s) candidate order by position limit ?) first) fitting
            where bytes_before < ?
            order by position
            """;

    private static final String OF_ALL = "select * from event_log %s and position <= ? order by position limit ?";

    private static final String OF_USER = """
            (select * from event_log %s order by position limit ?)
            union all
            (select * from event_log %s and subject is null and event_type = 'notification' order by position limit ?)
            """;

    private static final String SELECT_RECEIPTS = """
            select receipt.*
            from unnest(?::text[]) as shown (event_id)
            cross join lateral (
              select event_id, user_id, delivered_at, read_at
              from delivery_receipt
              where delivery_receipt.event_id = shown.event_id and (?::text is null or user_id = ?)
              order by user_id limit ?) receipt
            order by receipt.event_id, receipt.user_id
            """;

    private static final int MOST_BYTES = 8 << 20;
    private static final int RECEIPTS_OF_ONE = 1_000;
    private static final int RECEIPTS_IN_LIST = 10;

    @Inject
    DataSource dataSource;

    /**
     * A part of what a filter finds, in the order of the log.
     *
     * @param isLast whether nothing follows it
     */
    public record Part(List<LogEntry> entries, boolean isLast) {
        /** The place to go on from; null at the end. */
        public @Nullable Cursor next() {
            return isLast ? null : entries.get(entries.size() - 1).cursor();
        }
    }

    private record Found(LogEntry entry, int found) {}

    /** One event, also one that has no position yet. */
    public Optional<LogEntry> find(EventId id) {
        return select(
                SELECT + "where event_id = ?",
                List.of(id.value()),
                LogReader::entry,
                (connection, rows) -> withReceipts(connection, rows, RECEIPTS_OF_ONE, null).stream()
                        .findFirst());
    }

    /** Where the log ends now. */
    public Cursor end() {
        return new Cursor(Sql.list(dataSource, LogSlice.END, end -> {}, row -> row.getLong(1))
                .get(0));
    }

    /**
     * The first events after a place in the log that pass the filter; fewer than the limit where they are large, as all of
     * them are in memory at once.
     */
    public Part read(EventFilter filter, Cursor after, int limit) {
        return read(filter, after, new Cursor(Long.MAX_VALUE), limit);
    }

    /** As {@link #read(EventFilter, Cursor, int)}, and no further than another place. */
    public Part read(EventFilter filter, Cursor after, Cursor upTo, int limit) {
        Conditions conditions = Conditions.of(filter, after.floor());
        return select(
                FITTING.formatted(OF_ALL.formatted(conditions.where())),
                conditions.parametersAnd(upTo.position(), limit + 1, limit + 1, MOST_BYTES),
                row -> new Found(entry(row), row.getInt("found")),
                (connection, rows) -> part(connection, rows, limit, null));
    }

    /**
     * As {@link #read(EventFilter, Cursor, int)}, of what a user's sessions get: what concerns the user, and what is for
     * everybody. Receipts are the user's alone.
     */
    public Part readOf(UserId user, EventFilter filter, Cursor after, int limit) {
        Conditions own = Conditions.of(filter.about(user), after.floor());
        Conditions broadcast = Conditions.of(filter, after.floor());
        List<Object> parameters = new ArrayList<>(own.parametersAnd(limit + 1));
        parameters.addAll(broadcast.parametersAnd(limit + 1, limit + 1, MOST_BYTES));
        return select(
                FITTING.formatted(OF_USER.formatted(own.where(), broadcast.where())),
                parameters,
                row -> new Found(entry(row), row.getInt("found")),
                (connection, rows) -> part(connection, rows, limit, user.value()));
    }

    private static Part part(Connection connection, List<Found> rows, int limit, @Nullable String receiver)
            throws SQLException {
        List<LogEntry> entries = rows.stream().limit(limit).map(Found::entry).toList();
        boolean isLast = rows.isEmpty() || rows.get(0).found() == entries.size();
        return new Part(withReceipts(connection, entries, RECEIPTS_IN_LIST, receiver), isLast);
    }

    @FunctionalInterface
    private interface Finish<R, T> {
        T apply(Connection connection, List<R> rows) throws SQLException;
    }

    private <R, T> T select(String sql, List<Object> parameters, Sql.Reader<R> row, Finish<R, T> finish) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            Conditions.set(select, parameters);
            List<R> found;
            try (ResultSet rows = select.executeQuery()) {
                found = Sql.all(rows, row);
            }
            return finish.apply(connection, found);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        long position = row.getLong("position");
        return new LogEntry(
                row.getString("event_id"),
                position == 0 ? null : new Cursor(position),
                row.getString("event_type"),
                row.getString("subject"),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getString("body"),
                row.getString("headers"),
                row.getBoolean("ours"),
                row.getString("actor"),
                row.getString("correlation_id"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getTimestamp("recorded_at").toInstant(),
                Sql.instant(row, "published_at"),
                row.getInt("attempts"),
                row.getString("last_error"),
                List.of(),
                false);
    }

    private static List<LogEntry> withReceipts(
            Connection connection, List<LogEntry> entries, int most, @Nullable String receiver) throws SQLException {
        if (entries.isEmpty()) {
            return entries;
        }
        Map<String, List<LogEntry.Receipt>> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT_RECEIPTS)) {
            select.setArray(1, Sql.texts(select, entries, LogEntry::eventId));
            select.setString(2, receiver);
            select.setString(3, receiver);
            select.setInt(4, most + 1);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getString("event_id"), event -> new ArrayList<>())
                            .add(receipt(rows));
                }
            }
        }
        return entries.stream()
                .map(entry -> entry.with(found.getOrDefault(entry.eventId(), List.of()), most))
                .toList();
    }

    private static LogEntry.Receipt receipt(ResultSet row) throws SQLException {
        return new LogEntry.Receipt(
                row.getString("user_id"), row.getTimestamp("delivered_at").toInstant(), Sql.instant(row, "read_at"));
    }
}
