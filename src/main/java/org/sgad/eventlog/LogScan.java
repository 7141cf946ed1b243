package org.sgad.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sgad.event.UserId;
import org.sgad.node.Sql;

/**
 * How a page of the log is read in a time that does not grow with the log: candidates in its order, by the index that leaves
 * the fewest, and of these what passes the filter, until the page is full or so many were looked at. A page that is not full
 * then says where to go on. A filter of which an index knows half, and a text of which none does, would otherwise read
 * all of 10 million events to find nothing.
 */
final class LogScan {
    /** What a page looks at: some 20 ms where all of it is read and searched for a text. */
    static final int MOST_EXAMINED = 5_000;

    /** A page's events are in memory at once, and large ones take long to search. */
    private static final int MOST_BYTES = 8 << 20;

    /** What {@link LogReader#entry} reads. */
    static final String COLUMNS = """
            event_id, position, event_type, subject, exchange, routing_key, body, headers, ours, actor,
            correlation_id, occurred_at, recorded_at, published_at, attempts, last_error
            """;

    private static final String IN_ORDER = " order by position limit " + MOST_EXAMINED;

    /** The filter, and the candidates; all that is within is read only as far as the page needs it. */
    private static final String PAGE = """
            select * from (
              select *, %%s as passes, nth = %1$d or bytes >= %2$d as is_last
              from (
                select *, row_number() over so_far as nth,
                       sum(octet_length(body) + octet_length(headers)) over so_far as bytes
                from (select * from (%%s) merged%3$s) candidate
                window so_far as (order by position rows unbounded preceding)) examined
              where bytes - octet_length(body) - octet_length(headers) < %2$d) looked_at
            where passes or is_last
            order by position limit ?
            """.formatted(MOST_EXAMINED, MOST_BYTES, IN_ORDER);

    private static final String CANDIDATES = "select " + COLUMNS + " from event_log where ";

    private static final String OF_SUBJECT = "subject = ?";
    private static final String BY_ACTOR = "actor = ?";
    private static final String BY_TYPE = "event_type = ?";

    private static final String COUNT_OF_ACTOR = "select count(*) from (select from event_log where " + BY_ACTOR
            + " and position > ? and position <= ? limit " + (MOST_EXAMINED + 1) + ") found";

    private final List<String> branches = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private final Conditions filter;

    /** A candidate that passes, or the last that was looked at. */
    record Examined(LogEntry entry, long position, boolean passes, boolean isLast) {}

    private LogScan(Conditions filter) {
        this.filter = filter;
        parameters.addAll(filter.parametersAnd());
    }

    /** Prepares to read what passes a filter in a stretch; some of it may be asked of the database already. */
    static LogScan of(Connection connection, EventFilter filter, long after, long upTo) throws SQLException {
        LogScan scan = new LogScan(Conditions.of(filter));
        Stretch stretch = Stretch.of(connection, filter.from(), filter.to(), after, upTo);
        scan.add(connection, filter, stretch);
        scan.addStrays(connection, stretch);
        return scan;
    }

    /** As {@link #of(Connection, EventFilter, long, long)}, of what concerns a user and what is for everybody. */
    static LogScan of(Connection connection, UserId user, EventFilter filter, long after) throws SQLException {
        LogScan scan = new LogScan(Conditions.of(filter).andFor(user));
        Stretch stretch = Stretch.of(connection, filter.from(), filter.to(), after, Long.MAX_VALUE);
        scan.addWithin(stretch, OF_SUBJECT, user.value());
        scan.addWithin(stretch, Conditions.BROADCAST);
        scan.addStrays(connection, stretch);
        return scan;
    }

    private void add(Connection connection, EventFilter filter, Stretch stretch) throws SQLException {
        if (filter.subject() != null) {
            addWithin(stretch, OF_SUBJECT, filter.subject());
        } else if (filter.actor() != null && (filter.type() == null || isOfFew(connection, filter.actor(), stretch))) {
            addWithin(stretch, BY_ACTOR, filter.actor());
        } else {
            Optional<Set<String>> types =
                    filter.type() == null ? Optional.empty() : KnownTypes.of(connection, List.of(filter.type()));
            if (types.isPresent()) {
                types.get().forEach(type -> addWithin(stretch, BY_TYPE, type));
            } else {
                addWithin(stretch, "true");
            }
        }
    }

    private static boolean isOfFew(Connection connection, String actor, Stretch stretch) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT_OF_ACTOR)) {
            Conditions.set(count, List.of(actor, stretch.after(), stretch.upTo()));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1) <= MOST_EXAMINED;
            }
        }
    }

    private void addStrays(Connection connection, Stretch stretch) throws SQLException {
        if (!stretch.strays().isEmpty()) {
            add(
                    "position = any(?)",
                    connection.createArrayOf("bigint", stretch.strays().toArray()));
        }
    }

    private void addWithin(Stretch stretch, String condition, Object... values) {
        List<Object> all = new ArrayList<>(List.of(values));
        all.add(stretch.after());
        all.add(stretch.upTo());
        add(condition + " and position > ? and position <= ?", all.toArray());
    }

    /** In order already: PostgreSQL merges what is sorted, and sorts all there is of what is not. */
    private void add(String condition, Object... values) {
        branches.add("(" + CANDIDATES + condition + IN_ORDER + ")");
        parameters.addAll(List.of(values));
    }

    /** Reads in order what passes, and the last that was looked at where the page may end there; at most so many. */
    List<Examined> read(Connection connection, int limit) throws SQLException {
        if (branches.isEmpty()) {
            return List.of();
        }
        String candidates = branches.stream().collect(Collectors.joining(" union all "));
        try (PreparedStatement read = connection.prepareStatement(PAGE.formatted(filter.expression(), candidates))) {
            List<Object> all = new ArrayList<>(parameters);
            all.add(limit);
            Conditions.set(read, all);
            try (ResultSet rows = read.executeQuery()) {
                return Sql.all(rows, LogScan::examined);
            }
        }
    }

    private static Examined examined(ResultSet row) throws SQLException {
        return new Examined(
                LogReader.entry(row), row.getLong("position"), row.getBoolean("passes"), row.getBoolean("is_last"));
    }
}
