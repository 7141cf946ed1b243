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

    private static final String OF_USER = """
            (%s order by position limit ?)
            union all (%s and subject is null and event_type = 'notification' order by position limit ?)
            order by position limit ?
            """;

    private static final int RECEIPTS_OF_ONE = 1_000;
    private static final int RECEIPTS_IN_LIST = 10;

    @Inject
    DataSource dataSource;

    /** One event, also one that has no position yet. */
    public Optional<LogEntry> find(EventId id) {
        return select(SELECT + "where event_id = ?", List.of(id.value()), RECEIPTS_OF_ONE, null).stream()
                .findFirst();
    }

    /** The first events after a place in the log that pass the filter, in the order of the log. */
    public List<LogEntry> read(EventFilter filter, Cursor after, int limit) {
        Conditions conditions = Conditions.of(filter, after.floor());
        return select(
                SELECT + conditions.where() + " order by position limit ?",
                conditions.parametersAnd(limit),
                RECEIPTS_IN_LIST,
                null);
    }

    /**
     * As {@link #read}, of what a user's sessions get: what concerns the user, and what is for everybody. Receipts are the
     * user's alone.
     */
    public List<LogEntry> readOf(UserId user, EventFilter filter, Cursor after, int limit) {
        Conditions own = Conditions.of(filter.about(user), after.floor());
        Conditions broadcast = Conditions.of(filter, after.floor());
        List<Object> parameters = new ArrayList<>(own.parametersAnd(limit));
        parameters.addAll(broadcast.parametersAnd(limit, limit));
        return select(
                OF_USER.formatted(SELECT + own.where(), SELECT + broadcast.where()),
                parameters,
                RECEIPTS_IN_LIST,
                user.value());
    }

    private List<LogEntry> select(String sql, List<Object> parameters, int receipts, @Nullable String receiver) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            Conditions.set(select, parameters);
            List<LogEntry> entries;
            try (ResultSet rows = select.executeQuery()) {
                entries = Sql.all(rows, LogReader::entry);
            }
            return entries.isEmpty() ? entries : withReceipts(connection, entries, receipts, receiver);
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
