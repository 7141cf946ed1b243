package org.sgad.eventlog;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.sgad.node.Sql;
import org.sgad.node.Turn;

/**
 * Deletes the beginning of the log. First a mark is committed up to where, then the database lets go what is below it, and
 * nothing else: what remains is the end of the log, whole, and whoever comes back from below the mark is told so.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Retention {
    private static final int AT_ONCE = 2_000;

    private static final String TRY_TURN =
            "select " + Turn.BOUND + ", pg_try_advisory_xact_lock(hashtext('sgad.retention'))";

    // positions are given later than recorded_at, so that the lowest is not always the first
    private static final String MARK = """
            update event_log_head set retired = goal.position
            from (
              select least(
                       coalesce((select min(position) - 1 from event_log
                                 where published_at is null and position is not null), head.position),
                       coalesce((select min(position) - 1 from (
                                   select position from event_log
                                   where recorded_at >= ? and position is not null
                                   order by recorded_at limit 1000) kept), head.position)) as position
              from event_log_head head) goal
            where goal.position > retired
            returning retired
            """;

    private static final String REMOVE = """
            with removed as (
              delete from event_log where entry in (
                select entry from event_log
                where position <= (select retired from event_log_head) and published_at is not null
                order by position limit ?)
              returning event_id),
            receipts as (delete from delivery_receipt using removed where delivery_receipt.event_id = removed.event_id)
            select count(*) from removed
            """;

    @Inject
    DataSource dataSource;

    /**
     * Retires what was recorded before an instant, up to the first event that is not published.
     *
     * @return up to which position, where that is more than before
     */
    public OptionalLong retire(Instant before) {
        return Sql.list(dataSource, MARK, mark -> mark.setTimestamp(1, Timestamp.from(before)), row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /**
     * Deletes some of what is retired, and the receipts of it.
     *
     * @return how many events; 0 where there are no more, or another node is at it
     */
    public int removeSome() {
        List<Boolean> turn = Sql.list(dataSource, TRY_TURN, none -> {}, row -> row.getBoolean(2));
        return turn.get(0)
                ? Sql.list(dataSource, REMOVE, remove -> remove.setInt(1, AT_ONCE), row -> row.getInt(1))
                        .get(0)
                : 0;
    }
}
