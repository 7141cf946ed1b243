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
import org.sgad.node.Sql;

/** Reads the log. */
@ApplicationScoped
public class LogReader {
    private static final String SELECT = "select " + LogScan.COLUMNS + " from event_log where event_id = ?";

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

    private static final int RECEIPTS_OF_ONE = 1_000;
    private static final int RECEIPTS_IN_LIST = 10;

    @Inject
    DataSource dataSource;

    /** One event, also one that has no position yet. */
    public Optional<LogEntry> find(EventId id) {
        return Sql.using(dataSource, connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                select.setString(1, id.value());
                try (ResultSet rows = select.executeQuery()) {
                    return withReceipts(connection, Sql.all(rows, LogReader::entry), RECEIPTS_OF_ONE, null).stream()
                            .findFirst();
                }
            }
        });
    }

    /** Where the log ends now. */
    public Cursor end() {
        return new Cursor(Sql.list(dataSource, LogSlice.END, end -> {}, row -> row.getLong(1))
                .get(0));
    }

    /**
     * The first events after a place in the log that pass the filter, in the order of the log; perhaps fewer than there are,
     * see {@link LogPage}.
     */
    public LogPage read(EventFilter filter, Cursor after, int limit) {
        return read(filter, after, new Cursor(Long.MAX_VALUE), limit);
    }

    /** As {@link #read(EventFilter, Cursor, int)}, and no further than another place. */
    public LogPage read(EventFilter filter, Cursor after, Cursor upTo, int limit) {
        return Sql.using(dataSource, connection -> {
            LogScan scan = LogScan.of(connection, filter, after.floor(), upTo.position());
            return page(connection, scan.read(connection, limit + 1), limit, null);
        });
    }

    /**
     * As {@link #read(EventFilter, Cursor, int)}, of what a user's sessions get: what concerns the user, and what is for
     * everybody. Receipts are the user's alone.
     */
    public LogPage readOf(UserId user, EventFilter filter, Cursor after, int limit) {
        return Sql.using(dataSource, connection -> {
            LogScan scan = LogScan.of(connection, user, filter, after.floor());
            return page(connection, scan.read(connection, limit + 1), limit, user.value());
        });
    }

    private static LogPage page(
            Connection connection, List<LogScan.Examined> found, int limit, @Nullable String receiver)
            throws SQLException {
        List<LogEntry> entries = found.stream()
                .filter(LogScan.Examined::passes)
                .limit(limit)
                .map(LogScan.Examined::entry)
                .toList();
        return new LogPage(withReceipts(connection, entries, RECEIPTS_IN_LIST, receiver), next(found, entries));
    }

    private static @Nullable Cursor next(List<LogScan.Examined> found, List<LogEntry> shown) {
        if (found.isEmpty()) {
            return null;
        }
        LogScan.Examined last = found.get(found.size() - 1);
        if (last.passes() && found.size() > shown.size()) {
            return shown.get(shown.size() - 1).cursor();
        }
        return last.isLast() ? new Cursor(last.position()) : null;
    }

    static LogEntry entry(ResultSet row) throws SQLException {
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
