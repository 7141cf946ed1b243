package org.sgad.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.sgad.event.SgadEvent;
import org.sgad.node.Sql;

/** Reads a part of the log as events to be sent again: only what was published, up to where the log ended once. */
@ApplicationScoped
public class LogSlice {
    static final String END = "select position from event_log_head";

    private static final String PUBLISHED = " and position <= ? and published_at is not null";

    private static final String READ = """
            select position, event_id, event_type, subject, exchange, routing_key, body, headers, occurred_at, recorded_at,
                   correlation_id
            from (
              select *, sum(octet_length(body)) over (order by position) - octet_length(body) as bytes_before
              from (select * from event_log %s order by position limit ?) first) fitting
            where bytes_before < ?
            order by position
            """;

    @Inject
    DataSource dataSource;

    /** An event at its position. */
    public record Logged(long position, SgadEvent event) {}

    /** Where the log ends now. */
    public long end() {
        return Sql.list(dataSource, END, end -> {}, row -> row.getLong(1)).get(0);
    }

    /** How many events up to a position pass the filter. */
    public long count(EventFilter filter, long upTo) {
        Conditions conditions = Conditions.of(filter, 0);
        return Sql.list(
                        dataSource,
                        "select count(*) from event_log " + conditions.where() + PUBLISHED,
                        count -> Conditions.set(count, conditions.parametersAnd(upTo)),
                        row -> row.getLong(1))
                .get(0);
    }

    /**
     * The first events behind a position and up to another that pass the filter, in order, each with its
     * {@link PlaceHeader}.
     *
     * @param bytes of bodies after which no more is read
     */
    public List<Logged> read(EventFilter filter, long after, long upTo, int limit, int bytes) {
        Conditions conditions = Conditions.of(filter, after);
        return Sql.list(
                dataSource,
                READ.formatted(conditions.where() + PUBLISHED),
                read -> Conditions.set(read, conditions.parametersAnd(upTo, limit, bytes)),
                LogSlice::logged);
    }

    private static Logged logged(ResultSet row) throws SQLException {
        return new Logged(row.getLong("position"), Outbox.event(row));
    }
}
