package org.sgad.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A log as twelve months of 5,000 referees leave it: filings and closings above all, some matches and notifications, other
 * publishers' events of which a few tell of yesterday, and seldom what an administrator did. All of it is published, and a
 * quarter is in inboxes, half of that read.
 *
 * <p>Every value is a function of the event's number, so that two fillings are alike.
 */
final class YearOfEvents {
    static final int REFEREES = 5_000;

    private static final int CHUNK = 500_000;

    private static final String EVENTS = """
            with given as (select %d::bigint as rows, timestamptz '%s' as now),
            number as (
              select n, rows - n as left, hashint8(n) & 2147483647 as kind, hashint8(n + 7000000000) & 2147483647 as who,
                     now - (rows - n) * (interval '365 days' / rows) as recorded_at
              from given, generate_series(%d::bigint, %d::bigint) n),
            event as (
              select *, 'referee-' || lpad((who %% 5000)::text, 4, '0') as referee, 'admin-' || who %% 20 as admin,
                     case when n %% 1000000 = 777 then 'audit.availability.rebuilt'
                          when kind %% 10000 < 4500 then 'availability.updated'
                          when kind %% 10000 < 7000 then 'availability.closed'
                          when kind %% 10000 < 7300 then 'availability.expired'
                          when kind %% 10000 < 8000 then 'match.assigned'
                          when kind %% 10000 < 8500 then 'match.confirmed'
                          when kind %% 10000 < 8600 then 'match.cancelled'
                          when kind %% 10000 < 9305 then 'notification'
                          when kind %% 10000 < 9310 then 'audit.closing.run'
                          when kind %% 10000 = 9310 then 'audit.dead_letter.discarded'
                          else 'custom.from-' || who %% 12 end as type
              from number)
            insert into event_log (event_id, position, event_type, subject, exchange, routing_key, body, headers, ours,
                                   actor, correlation_id, occurred_at, recorded_at, published_at, attempts)
            select lpad(to_hex((extract(epoch from recorded_at) * 1000)::bigint), 12, '0') || '-' || lpad(to_hex(n), 12, '0'),
                   n, type,
                   case when type like 'audit.%%' or (type = 'notification' and kind %% 10000 >= 9300) then null else referee end,
                   'sgad.availability', type || '.' || referee,
                   '{"event_id":"' || lpad(to_hex(n), 24, '0') || '","event_type":"' || type || '","user_id":"' || referee
                     || '","week_year":2026,"week_number":' || who %% 53
                     || ',"title":"Semana de ' || referee || '","message":"' || repeat(md5(n::text) || ' ', 8)
                     || '","slots":[{"date":"2026-10-17","start":"08:00","end":"12:00"}]}',
                   '{"x-sgad-version":' || who %% 9 || '}',
                   type not like 'custom.%%',
                   case when type like 'custom.%%' then 'broker'
                        when type = 'availability.updated' then referee
                        when type like 'availability.%%' then 'system'
                        when type = 'notification' then 'notifications'
                        else admin end,
                   'c-' || n,
                   case when type like 'custom.%%' and who %% 100 < 5 then recorded_at - (who %% 48) * interval '1 hour'
                        else recorded_at - interval '3 milliseconds' end,
                   recorded_at, recorded_at + interval '20 milliseconds', 1
            from event
            """;

    private static final List<String> INBOXES = List.of("""
            insert into inbox_item (event_id, user_id, event_type, critical, facts, created_at)
            select event_id, coalesce(subject, '*'), event_type, false,
                   '{"title":"Semana","message":"Se cerro tu semana","week_number":"42"}', occurred_at
            from event_log
            where position > %1$d * 3 / 4 and (subject is not null or event_type = 'notification')
            order by position
            """, """
            insert into delivery_receipt (event_id, user_id, delivered_at, read_at)
            select event_id, user_id, created_at, created_at from inbox_item where user_id <> '*' and position %% 2 = 0
            """);

    private YearOfEvents() {}

    /** Fills an empty log to this many events, and tells the tables that read it that they have. */
    static void fill(Connection database, long rows) throws SQLException {
        try (Statement statement = database.createStatement()) {
            String now = text(statement, "select now()").get(0);
            List<String> indexes = text(statement, """
                    select indexdef from pg_indexes
                    where tablename in ('event_log', 'inbox_item') and schemaname = current_schema()
                      and indexname not in (select conname from pg_constraint)
                    """);
            // made at the end, they cost a minute instead of ten
            for (String index : text(statement, """
                    select indexname from pg_indexes
                    where tablename in ('event_log', 'inbox_item') and schemaname = current_schema()
                      and indexname not in (select conname from pg_constraint)
                    """)) {
                statement.execute("drop index " + index);
            }
            for (long first = 1; first <= rows; first += CHUNK) {
                statement.execute(EVENTS.formatted(rows, now, first, Math.min(rows, first + CHUNK - 1)));
                System.out.printf("bench: %,d of %,d events%n", Math.min(rows, first + CHUNK - 1), rows);
            }
            for (String inbox : INBOXES) {
                statement.execute(inbox.formatted(rows));
            }
            statement.execute("set maintenance_work_mem = '1GB'");
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute("update event_log_head set position = " + rows);
            statement.execute("update eligibility_read set position = " + rows);
            statement.execute("vacuum analyze");
        }
    }

    private static List<String> text(Statement statement, String query) throws SQLException {
        List<String> all = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                all.add(row.getString(1));
            }
        }
        return all;
    }
}
