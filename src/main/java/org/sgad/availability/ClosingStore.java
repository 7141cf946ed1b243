package org.sgad.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.event.Traceparent;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.Turn;

/** The closings that were begun. Joins the caller's transaction, where there is one. */
@ApplicationScoped
public class ClosingStore {
    private static final String HOLD_OFF = "select " + Turn.BOUND
            + ", pg_advisory_xact_lock_shared(hashtext('sgad.closing'), ?::date - date '2000-01-03')";

    private static final String TAKE_TURN =
            "select " + Turn.BOUND + ", pg_advisory_xact_lock(hashtext('sgad.closing'), ?::date - date '2000-01-03')";

    private static final String BEGIN = """
            insert into weekly_closing (week, due_at, started_at, actor, correlation_id, traceparent)
            values (?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String FIND = """
            select week, due_at, started_at, finished_at, closed, expired, actor, correlation_id, traceparent
            from weekly_closing
            """;

    private static final String FIND_ONE = FIND + "where week = ?";

    private static final String LOCK = "select " + Turn.BOUND + " from weekly_closing where week = ? for update";

    private static final String PAGE = FIND + """
            where ?::date is null
               or (started_at, week) > (select started_at, week from weekly_closing where week = ?::date)
            order by started_at, week
            limit ?
            """;

    private static final String WEEKS = "select week from weekly_closing where (finished_at is not null) = ?";

    private static final String ADD =
            "update weekly_closing set closed = closed + ?, expired = expired + ?, finished_at = ? where week = ?";

    private static final String INSTALL =
            "insert into weekly_closing_since (installed_at) values (?) on conflict do nothing";

    private static final String INSTALLED = "select installed_at from weekly_closing_since";

    @Inject
    DataSource dataSource;

    @Inject
    ClosingSchedule schedule;

    /**
     * Keeps the week's closing from beginning until this transaction ends. Without it, a filing could find no closing,
     * and be committed after that closing has looked for what is open.
     */
    public void holdOff(Week week) {
        execute(HOLD_OFF, week);
    }

    /**
     * Begins a week's closing, unless it was begun before, after all who hold it off have committed. Whoever files later
     * finds it.
     */
    public boolean begin(Week week, OffsetDateTime dueAt, OffsetDateTime now, Actor actor) {
        execute(TAKE_TURN, week);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setObject(1, week.monday());
            begin.setObject(2, dueAt);
            begin.setObject(3, now);
            begin.setString(4, actor.name());
            begin.setString(5, actor.correlationId());
            begin.setString(6, Objects.toString(actor.traceparent(), null));
            return begin.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    public Optional<ClosingRun> find(Week week) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND_ONE)) {
            find.setObject(1, week.monday());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(run(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** As {@link #find}, and no other node works on that closing until this transaction ends. */
    public Optional<ClosingRun> lock(Week week) {
        execute(LOCK, week);
        return find(week);
    }

    /** Closings in the order they began; {@code after} is the week of the last one seen. */
    public List<ClosingRun> page(@Nullable Week after, int limit) {
        LocalDate monday = after == null ? null : after.monday();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setObject(1, monday);
            select.setObject(2, monday);
            select.setInt(3, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<ClosingRun> runs = new ArrayList<>();
                while (rows.next()) {
                    runs.add(run(rows));
                }
                return runs;
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** The weeks whose closing is finished. */
    public Set<Week> finished() {
        return weeks(true);
    }

    /** The weeks whose closing was begun and not finished: it is under way, or its node died. */
    public Set<Week> unfinished() {
        return weeks(false);
    }

    private Set<Week> weeks(boolean finished) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(WEEKS)) {
            select.setBoolean(1, finished);
            try (ResultSet rows = select.executeQuery()) {
                Set<Week> weeks = new TreeSet<>();
                while (rows.next()) {
                    weeks.add(week(rows));
                }
                return weeks;
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Adds to a run's totals, and ends it where {@code finishedAt} is given. */
    void add(ClosingCounts counts, Week week, @Nullable OffsetDateTime finishedAt) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setInt(1, counts.closed());
            add.setInt(2, counts.expired());
            add.setObject(3, finishedAt);
            add.setObject(4, week.monday());
            add.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** When this system was installed: now, where nobody asked before. */
    public Instant installedAt(Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement install = connection.prepareStatement(INSTALL);
                PreparedStatement installed = connection.prepareStatement(INSTALLED)) {
            install.setObject(1, now.atOffset(ZoneOffset.UTC));
            install.executeUpdate();
            try (ResultSet row = installed.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private void execute(String sql, Week week) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, week.monday());
            statement.execute();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private ClosingRun run(ResultSet row) throws SQLException {
        OffsetDateTime finishedAt = row.getObject("finished_at", OffsetDateTime.class);
        return new ClosingRun(
                week(row),
                inZone(row.getObject("due_at", OffsetDateTime.class)),
                inZone(row.getObject("started_at", OffsetDateTime.class)),
                finishedAt == null ? null : inZone(finishedAt),
                row.getInt("closed"),
                row.getInt("expired"),
                new Actor(
                        row.getString("actor"),
                        row.getString("correlation_id"),
                        Traceparent.parse(row.getString("traceparent")).orElse(null),
                        null));
    }

    private static Week week(ResultSet row) throws SQLException {
        return Week.of(row.getObject("week", LocalDate.class));
    }

    private OffsetDateTime inZone(OffsetDateTime stored) {
        return schedule.at(stored.toInstant());
    }
}
