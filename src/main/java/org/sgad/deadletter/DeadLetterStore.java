package org.sgad.deadletter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.http.Page;
import org.sgad.node.Sql;

/** What is parked: reads it, and notes what shall become of it. */
@ApplicationScoped
public class DeadLetterStore {
    private static final int BODY_IN_LIST = 64 << 10;
    private static final int BODIES_IN_LIST = 8 << 20;

    private static final String SELECT = """
            select id, reason, queue, exchange, routing_key, count, requeued, headers, properties, parked_at, actor,
                   requeue_at, last_error, octet_length(body) as body_bytes,
            """;

    private static final String MATCHING = """
            (?::text is null or queue = ?) and (?::text is null or reason = ?) and (?::text is null or routing_key = ?)
            """;

    private static final String FIND = SELECT + "body from dead_letter where id = ?";

    private static final String PAGE = SELECT + """
            case when so_far <= ? then substring(body from 1 for ?) end as body
            from (select *, sum(least(octet_length(body), ?)) over (order by id) as so_far
                  from dead_letter where id > ? and %s order by id limit ?) page
            order by id
            """.formatted(MATCHING);

    private static final String REQUEUE = """
            with meant as (
              select id from dead_letter
              where requeue_at is null and queue is not null and sealed is not null and %s
              order by id for update)
            update dead_letter
            set requeue_at = clock_timestamp(), actor = ?, attempts = 0, next_attempt_at = null, last_error = null
            from meant where dead_letter.id = meant.id
            returning dead_letter.id, reason, queue, exchange, routing_key, count, requeued
            """;

    private static final String REQUEUE_THESE = REQUEUE.formatted("id = any(?)");
    private static final String REQUEUE_MATCHING = REQUEUE.formatted(MATCHING);

    private static final String DISCARD = """
            delete from dead_letter where id = ? and requeue_at is null
            returning id, reason, queue, exchange, routing_key, count, requeued
            """;

    @Inject
    DataSource dataSource;

    /** What an event about a letter says of it. */
    record Touched(
            LetterId id,
            String reason,
            @Nullable String queue,
            String exchange,
            String routingKey,
            long count,
            int requeued) {}

    /** One letter with its whole body. */
    Optional<DeadLetter> find(LetterId id) {
        return Sql.query(
                dataSource,
                FIND,
                find -> find.setLong(1, id.value()),
                rows -> rows.next() ? Optional.of(letter(rows)) : Optional.empty());
    }

    /** The first letters after an id that pass the filter, their bodies cut; fewer than the limit where they are large. */
    Page<DeadLetter> page(LetterFilter filter, LetterId after, int limit) {
        return Sql.query(
                dataSource,
                PAGE,
                page -> {
                    page.setInt(1, BODIES_IN_LIST);
                    page.setInt(2, BODY_IN_LIST);
                    page.setInt(3, BODY_IN_LIST);
                    page.setLong(4, after.value());
                    setFilter(page, 5, filter);
                    page.setInt(11, limit + 1);
                },
                rows -> page(rows, limit));
    }

    private static Page<DeadLetter> page(ResultSet rows, int limit) throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        while (rows.next()) {
            if (letters.size() == limit || rows.getBytes("body") == null) {
                return new Page<>(letters, letters.get(letters.size() - 1).cursor());
            }
            letters.add(letter(rows));
        }
        return new Page<>(letters, null);
    }

    /** Notes that these shall go back to their queues; those that are on their way already or cannot go are left out. */
    List<Touched> requeue(List<LetterId> ids, String actor) {
        return Sql.query(
                dataSource,
                REQUEUE_THESE,
                requeue -> {
                    requeue.setArray(1, Sql.numbers(requeue, ids, LetterId::value));
                    requeue.setString(2, actor);
                },
                DeadLetterStore::touched);
    }

    /** As {@link #requeue(List, String)}, of all that pass the filter. */
    List<Touched> requeue(LetterFilter filter, String actor) {
        return Sql.query(
                dataSource,
                REQUEUE_MATCHING,
                requeue -> {
                    setFilter(requeue, 1, filter);
                    requeue.setString(7, actor);
                },
                DeadLetterStore::touched);
    }

    /** Deletes a letter, unless it is on its way back. */
    Optional<Touched> discard(LetterId id) {
        return Sql.query(dataSource, DISCARD, discard -> discard.setLong(1, id.value()), DeadLetterStore::touched)
                .stream()
                .findFirst();
    }

    /** How many there are. */
    long count() {
        return Sql.query(
                dataSource, "select count(*) from dead_letter", count -> {}, rows -> rows.next() ? rows.getLong(1) : 0);
    }

    private static void setFilter(PreparedStatement statement, int first, LetterFilter filter) throws SQLException {
        int next = first;
        for (String value : new String[] {filter.queue(), filter.reason(), filter.routingKey()}) {
            statement.setString(next++, value);
            statement.setString(next++, value);
        }
    }

    private static List<Touched> touched(ResultSet rows) throws SQLException {
        return Sql.all(
                rows,
                row -> new Touched(
                        new LetterId(row.getLong("id")),
                        row.getString("reason"),
                        row.getString("queue"),
                        row.getString("exchange"),
                        row.getString("routing_key"),
                        row.getLong("count"),
                        row.getInt("requeued")));
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        String id = row.getString("id");
        byte[] bytes = row.getBytes("body");
        boolean cut = bytes.length < row.getInt("body_bytes");
        Body body = Body.of(bytes, cut);
        return new DeadLetter(
                id,
                id,
                row.getString("reason"),
                row.getString("queue"),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getLong("count"),
                row.getInt("requeued"),
                row.getString("headers"),
                row.getString("properties"),
                body.text(),
                body.encoding(),
                row.getInt("body_bytes"),
                cut,
                row.getTimestamp("parked_at").toInstant(),
                row.getString("actor"),
                Sql.instant(row, "requeue_at"),
                row.getString("last_error"));
    }
}
