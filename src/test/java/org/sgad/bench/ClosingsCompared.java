package org.sgad.bench;

import com.rabbitmq.client.AMQP;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.sgad.devservices.DevServices;
import org.sgad.flow.Amqp;

/** Other ways to close a week, on tables of their own that are equal to ours, columns, indexes and triggers included. */
final class ClosingsCompared {
    private static final String BODY = "{\"event_type\":\"availability.closed\",\"event_id\":\"%1$s\","
            + "\"referee_id\":\"%2$s\",\"week_year\":2099,\"week_number\":10,"
            + "\"closed_at\":\"2099-03-06T15:00:00-05:00\",\"total_slots\":3}";

    private static final String[] TABLES = {
        "drop schema if exists compared cascade",
        "create schema compared",
        "create table compared.availability (like public.availability including all)",
        "create table compared.event_log (like public.event_log including all)",
        """
        do $$
        declare definition text;
        begin
          for definition in
            select pg_get_triggerdef(oid) from pg_trigger
            where tgrelid = 'public.event_log'::regclass and not tgisinternal
          loop
            execute replace(definition, ' ON public.', ' ON compared.');
          end loop;
        end $$
        """
    };

    private static final String ONE_STATEMENT = """
            with closed as (
              update compared.availability set status = 'CLOSED', closed_at = now(), version = version + 1
              where status = 'OPEN' and week = '%s'
              returning referee_id),
            event as (
              select referee_id, '00000000-0000-7000-8000-' || lpad(to_hex(row_number() over ()), 12, '0') as event_id
              from closed)
            insert into compared.event_log (event_id, event_type, subject, exchange, routing_key, body, headers, occurred_at,
                                            ours, actor)
            select event_id, 'availability.closed', referee_id, 'sgad.availability', 'availability.closed.' || referee_id,
              format('%s', event_id, referee_id), '{"x-sgad-version":2}', now(), true, 'anonymous'
            from event
            """;

    private static final String CLOSE_ONE = """
            update compared.availability set status = 'CLOSED', closed_at = now(), version = version + 1
            where referee_id = ? and week = '%s'
            """;

    private static final String LOG_ONE = """
            insert into compared.event_log (event_id, event_type, subject, exchange, routing_key, body, headers, occurred_at,
                                            ours, actor)
            values (?, 'availability.closed', ?, 'sgad.availability', ?, ?, '{"x-sgad-version":2}', now(), true, 'anonymous')
            """;

    private static final int PERSISTENT = 2;
    private static final long CONFIRM_MILLIS = 5_000;

    private ClosingsCompared() {}

    /** The body of an event of a closing, of the size that ours have. */
    static String body(String eventId, String referee) {
        return BODY.formatted(eventId, referee);
    }

    /** Open availabilities of that many referees. */
    static String filing(String table, String prefix, int count, String monday) {
        return "insert into " + table + " (referee_id, week, status, total_slots, version, updated_at) select '"
                + prefix + "' || nth, '" + monday + "', 'OPEN', 3, 1, now() from generate_series(0, " + (count - 1)
                + ") nth";
    }

    /** Seconds for all at once in the database, events included; nothing is published. */
    static double oneStatement(int count, String monday) {
        prepare(count, monday);
        long from = System.nanoTime();
        OneNode.change(ONE_STATEMENT.formatted(monday, BODY));
        double seconds = OneNode.secondsSince(from);
        requireLogged(count);
        return seconds;
    }

    /** Seconds for one after the other: an update, an event, a commit, and a publish that waits for its confirm. */
    static double oneByOne(int count, String monday) throws SQLException, IOException {
        prepare(count, monday);
        try (Connection database = DevServices.current().connect();
                PreparedStatement close = database.prepareStatement(CLOSE_ONE.formatted(monday));
                PreparedStatement log = database.prepareStatement(LOG_ONE);
                Amqp amqp = new Amqp()) {
            database.setAutoCommit(false);
            amqp.channel().confirmSelect();
            List<String> referees = open(database);
            long from = System.nanoTime();
            for (int nth = 0; nth < count; nth++) {
                String referee = referees.get(nth);
                String eventId = "00000000-0000-7000-8000-%012x".formatted(nth);
                close.setString(1, referee);
                close.executeUpdate();
                log.setString(1, eventId);
                log.setString(2, referee);
                log.setString(3, "availability.closed." + referee);
                log.setString(4, body(eventId, referee));
                log.executeUpdate();
                database.commit();
                publish(amqp, eventId, referee);
            }
            double seconds = OneNode.secondsSince(from);
            requireLogged(count);
            return seconds;
        }
    }

    private static void publish(Amqp amqp, String eventId, String referee) throws IOException {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .deliveryMode(PERSISTENT)
                .contentType("application/json")
                .messageId(eventId)
                .build();
        amqp.channel()
                .basicPublish(
                        "sgad.availability",
                        "availability.closed." + referee,
                        true,
                        properties,
                        body(eventId, referee).getBytes(StandardCharsets.UTF_8));
        try {
            amqp.channel().waitForConfirmsOrDie(CONFIRM_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static List<String> open(Connection database) throws SQLException {
        try (PreparedStatement select = database.prepareStatement("select referee_id from compared.availability");
                ResultSet rows = select.executeQuery()) {
            List<String> referees = new ArrayList<>();
            while (rows.next()) {
                referees.add(rows.getString(1));
            }
            return referees;
        }
    }

    private static void prepare(int count, String monday) {
        OneNode.change(TABLES);
        OneNode.change(
                filing("compared.availability", "closing-", count, monday), "vacuum analyze compared.availability");
    }

    private static void requireLogged(int count) {
        long logged = OneNode.number("select count(*) from compared.event_log");
        if (logged != count) {
            throw new IllegalStateException(logged + " events of " + count);
        }
    }
}
