package org.sgad.eventlog;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.eventlog.Acknowledgement.Fate;
import org.sgad.node.Sql;

/** Who has which event. A user can have what is for them: events of which they are the subject, and broadcasts. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DeliveryReceipts {
    // in the order of the key, so that two nodes never wait for each other
    private static final String WRITE = """
            with said as (
              select said.*, log.event_id as known,
                     log.subject = said.user_id or log.subject is null and log.event_type = 'notification' as theirs
              from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                with ordinality as said (event_id, user_id, delivered_at, read_at, nth)
              left join event_log log on log.event_id = said.event_id),
            kept as (
              insert into delivery_receipt as receipt (event_id, user_id, delivered_at, read_at)
              select event_id, user_id, delivered_at, read_at from said where theirs
              order by event_id collate "C", user_id collate "C"
              on conflict (event_id, user_id) do update
              set delivered_at = least(receipt.delivered_at, excluded.delivered_at),
                  read_at = least(receipt.read_at, excluded.read_at)
              where (receipt.delivered_at, receipt.read_at) is distinct from
                    (least(receipt.delivered_at, excluded.delivered_at), least(receipt.read_at, excluded.read_at)))
            select case when known is null then 'UNKNOWN' when theirs then 'KEPT' else 'NOT_THEIRS' end
            from said order by nth
            """;

    private static final String READ = """
            insert into delivery_receipt as receipt (event_id, user_id, delivered_at, read_at)
            select event_id, ?, ?::timestamptz, ?::timestamptz from unnest(?::text[]) as said (event_id)
            order by event_id collate "C"
            on conflict (event_id, user_id) do update set read_at = excluded.read_at where receipt.read_at is null
            """;

    @Inject
    DataSource dataSource;

    /**
     * Keeps those that are of events in the log and for their user; earlier times replace later ones.
     *
     * @param said at most one for each user and event
     * @return the fate of each, in the same order
     */
    public List<Fate> write(List<Acknowledgement> said) {
        return Sql.list(
                dataSource,
                WRITE,
                write -> {
                    write.setArray(1, Sql.texts(write, said, one -> one.event().value()));
                    write.setArray(2, Sql.texts(write, said, one -> one.user().value()));
                    write.setArray(
                            3, Sql.texts(write, said, one -> one.deliveredAt().toString()));
                    write.setArray(4, Sql.texts(write, said, DeliveryReceipts::readAt));
                },
                row -> Fate.valueOf(row.getString(1)));
    }

    /**
     * Keeps that a user has read events of which the caller knows that they are for them, in the log already or not yet.
     * What was read before stays as it is. Belongs to the caller's transaction, if there is one.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void read(UserId user, Collection<EventId> events, Instant at) {
        Sql.update(dataSource, READ, read -> {
            read.setString(1, user.value());
            read.setString(2, at.toString());
            read.setString(3, at.toString());
            read.setArray(4, Sql.texts(read, events, EventId::value));
        });
    }

    private static @Nullable String readAt(Acknowledgement said) {
        return said.readAt() == null ? null : said.readAt().toString();
    }
}
