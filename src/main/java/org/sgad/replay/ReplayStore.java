package org.sgad.replay;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.eventlog.EventFilter;
import org.sgad.node.Sql;
import org.sgad.node.Turn;

/** The replays that were asked for. Joins the caller's transaction, where there is one. */
@ApplicationScoped
public class ReplayStore {
    private static final String ADD = """
            insert into replay (target, event_type, subject, occurred_from, occurred_to, rate, count, last_position,
                                actor, correlation_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            returning *
            """;

    private static final String PAGE = "select * from replay where id > ? order by id limit ?";

    private static final String FIND = "select * from replay where id = ?";

    private static final String RUNNING = "select count(*) from replay where status = 'running'";

    private static final String CANCEL = """
            update replay set status = 'cancelled', ended_at = clock_timestamp()
            where id = ? and status = 'running' returning *
            """;

    private static final String CLAIM = "select *, " + Turn.BOUND + """
             from replay
            where status = 'running' and due_at <= clock_timestamp()
            order by id
            limit 1
            for update skip locked
            """;

    // what was missed while nobody could send is made up for, but for a second's worth at most
    private static final String ADVANCE = """
            update replay
            set reached = ?, sent = sent + ?, last_error = coalesce(left(?, 500), last_error),
                due_at = greatest(due_at, clock_timestamp() - interval '1 second')
                         + ? * interval '1 second' / rate
            where id = ?
            """;

    private static final String FINISH = "update replay set status = 'done', ended_at = clock_timestamp() where id = ?";

    private static final String POSTPONE = """
            update replay set last_error = left(?, 500), due_at = clock_timestamp() + interval '2 seconds' where id = ?
            """;

    @Inject
    DataSource dataSource;

    /** A replay whose lock the caller holds. */
    record Claimed(Replay replay, long reached, long lastPosition) {}

    /** @param lastPosition where the log ends now */
    Replay add(ReplayForm form, long count, long lastPosition, Actor actor) {
        EventFilter slice = form.slice();
        return Sql.list(
                        dataSource,
                        ADD,
                        add -> {
                            add.setString(1, form.target().label());
                            add.setString(2, slice.type());
                            add.setString(3, slice.subject());
                            setInstant(add, 4, slice.from());
                            setInstant(add, 5, slice.to());
                            add.setInt(6, form.rate());
                            add.setLong(7, count);
                            add.setLong(8, lastPosition);
                            add.setString(9, actor.name());
                            add.setString(10, actor.correlationId());
                        },
                        ReplayStore::replay)
                .get(0);
    }

    private static void setInstant(PreparedStatement statement, int index, @Nullable Instant instant)
            throws SQLException {
        statement.setTimestamp(index, instant == null ? null : Timestamp.from(instant));
    }

    /** Those after another, in the order in which they were asked for. */
    List<Replay> page(ReplayId after, int limit) {
        return Sql.list(
                dataSource,
                PAGE,
                page -> {
                    page.setLong(1, after.value());
                    page.setInt(2, limit);
                },
                ReplayStore::replay);
    }

    Optional<Replay> find(ReplayId id) {
        return Sql.list(dataSource, FIND, find -> find.setLong(1, id.value()), ReplayStore::replay).stream()
                .findFirst();
    }

    /** How many run now, in the whole cluster. */
    int running() {
        return Sql.list(dataSource, RUNNING, count -> {}, row -> row.getInt(1)).get(0);
    }

    /** Ends one that runs, when its current batch has been sent. */
    Optional<Replay> cancel(ReplayId id) {
        return Sql.list(dataSource, CANCEL, cancel -> cancel.setLong(1, id.value()), ReplayStore::replay).stream()
                .findFirst();
    }

    /** The first that is due, left alone by other nodes until this transaction ends. */
    Optional<Claimed> claim() {
        return Sql.list(
                        dataSource,
                        CLAIM,
                        claim -> {},
                        row -> new Claimed(replay(row), row.getLong("reached"), row.getLong("last_position")))
                .stream()
                .findFirst();
    }

    /**
     * Notes how far it came.
     *
     * @param took how many events this was for its rate
     * @param lastError null where nothing was refused
     */
    void advance(ReplayId id, long reached, int sent, int took, @Nullable String lastError) {
        Sql.update(dataSource, ADVANCE, advance -> {
            advance.setLong(1, reached);
            advance.setInt(2, sent);
            advance.setString(3, lastError);
            advance.setInt(4, took);
            advance.setLong(5, id.value());
        });
    }

    void finish(ReplayId id) {
        Sql.update(dataSource, FINISH, finish -> finish.setLong(1, id.value()));
    }

    /** It is tried again in two seconds. */
    void postpone(ReplayId id, String why) {
        Sql.update(dataSource, POSTPONE, postpone -> {
            postpone.setString(1, why);
            postpone.setLong(2, id.value());
        });
    }

    private static Replay replay(ResultSet row) throws SQLException {
        return new Replay(
                new ReplayId(row.getLong("id")),
                ReplayTarget.find(row.getString("target")).orElseThrow(),
                row.getString("event_type"),
                row.getString("subject"),
                Sql.instant(row, "occurred_from"),
                Sql.instant(row, "occurred_to"),
                ReplayStatus.of(row.getString("status")),
                row.getLong("count"),
                row.getLong("sent"),
                row.getInt("rate"),
                row.getTimestamp("requested_at").toInstant(),
                Sql.instant(row, "ended_at"),
                row.getString("actor"),
                row.getString("last_error"));
    }
}
