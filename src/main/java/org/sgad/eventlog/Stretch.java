package org.sgad.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.node.Sql;

/**
 * A stretch of the log, which has all that a filter's times let pass: behind one position and up to another, and a few strays
 * elsewhere. The log is in the order of its recording, more or less, and most events are recorded when they occur: so a time
 * is a stretch of the log, and every index that has positions finds what is in it.
 *
 * <p>Strays were recorded minutes after they occurred, or before by a clock that is ahead; an index has these alone. Where a
 * time has very many of them, its stretch is the whole log. Only a clock that both the database and the nodes go by and that
 * was set back by more than ten minutes makes a time that has two stretches, of which one is found.
 */
record Stretch(long after, long upTo, List<Long> strays) {
    /** Whoever is farther from their recording is a stray; {@code V18__stray_index.sql} has the same. */
    static final Duration LONGEST_LAG = Duration.ofMinutes(5);

    private static final String IS_STRAY =
            "greatest(recorded_at - occurred_at, occurred_at - recorded_at) > interval '5 minutes'";

    /** No transaction that appends is open for so long; what is recorded later is numbered later then. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(5);

    private static final Duration MARGIN = LONGEST_LAG.plus(LONGEST_TRANSACTION);

    /** As many are read in 3 ms; a month of 10 million events a year has 3,000 where 1 in 300 is late. */
    private static final int MOST_STRAYS = 10_000;

    private static final String ENDS = """
            select (select position from event_log
                    where recorded_at <= ? and position is not null order by recorded_at desc limit 1) as before,
                   (select position from event_log
                    where recorded_at >= ? and position is not null order by recorded_at limit 1) as behind
            """;

    private static final String STRAYS = "select position from event_log where " + IS_STRAY
            + " and position is not null and occurred_at >= ? and occurred_at < ? order by occurred_at limit ?";

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    /** The stretch of these times, as far as it is behind a position and not behind another. */
    static Stretch of(Connection connection, @Nullable Instant from, @Nullable Instant to, long after, long upTo)
            throws SQLException {
        Stretch whole = new Stretch(after, upTo, List.of());
        if (from == null && to == null) {
            return whole;
        }
        Instant first = from == null ? EARLIEST : from;
        Instant last = to == null ? LATEST : to;
        List<Long> strays = strays(connection, first, last);
        return strays.size() > MOST_STRAYS ? whole : whole.between(connection, first, last, strays);
    }

    private static List<Long> strays(Connection connection, Instant from, Instant to) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(STRAYS)) {
            find.setTimestamp(1, Timestamp.from(from));
            find.setTimestamp(2, Timestamp.from(to));
            find.setInt(3, MOST_STRAYS + 1);
            try (ResultSet rows = find.executeQuery()) {
                return Sql.all(rows, row -> row.getLong(1));
            }
        }
    }

    private Stretch between(Connection connection, Instant from, Instant to, List<Long> found) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(ENDS)) {
            find.setTimestamp(1, Timestamp.from(from.minus(MARGIN)));
            find.setTimestamp(2, Timestamp.from(to.plus(MARGIN)));
            try (ResultSet row = find.executeQuery()) {
                row.next();
                long first = Math.max(after, row.getLong("before"));
                long behind = row.getLong("behind");
                long last = row.wasNull() ? upTo : Math.min(upTo, behind);
                return new Stretch(
                        first,
                        last,
                        found.stream()
                                .filter(stray -> stray > after && stray <= upTo && (stray <= first || stray > last))
                                .toList());
            }
        }
    }
}
