package org.sgad.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.sgad.event.UserId;
import org.sgad.node.DatabaseFailure;

/** What is open for a closing to take. Joins the caller's transaction; what it locks is free when that ends. */
@ApplicationScoped
public class OpenWeeks {
    private static final String COUNT = """
            select count(*) filter (where week = ?), count(*) filter (where week < ?)
            from availability where status = 'OPEN' and week <= ?
            """;

    // not "skip locked": a week that is being filed at this moment must not be missed
    private static final String TAKE = """
            select referee_id, week, version, total_slots from availability
            where status = 'OPEN' and week <= ?
            order by week desc, referee_id
            limit ?
            for update
            """;

    private static final String CLOSE = """
            update availability
            set status = case when availability.week = ? then 'CLOSED' else 'EXPIRED' end, closed_at = ?,
                version = version + 1
            from unnest(?::text[], ?::date[]) as taken (referee_id, week)
            where availability.referee_id = taken.referee_id and availability.week = taken.week
            """;

    /** An open week, locked. */
    record Open(UserId referee, Week week, long version, int totalSlots) {}

    @Inject
    DataSource dataSource;

    /** What the week's closing would find open now. */
    public ClosingCounts count(Week week) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setObject(1, week.monday());
            count.setObject(2, week.monday());
            count.setObject(3, week.monday());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new ClosingCounts(row.getInt(1), row.getInt(2));
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Locks up to {@code limit} open availabilities, those of the week itself first, then of earlier ones. */
    List<Open> take(Week upTo, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setObject(1, upTo.monday());
            take.setInt(2, limit);
            try (ResultSet rows = take.executeQuery()) {
                List<Open> open = new ArrayList<>();
                while (rows.next()) {
                    UserId referee = new UserId(rows.getString("referee_id"));
                    open.add(new Open(
                            referee,
                            Week.of(rows.getObject("week", LocalDate.class)),
                            rows.getLong("version"),
                            rows.getInt("total_slots")));
                }
                return open;
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Closes what was taken: CLOSED where it is of the run's week, else EXPIRED. */
    void close(List<Open> taken, ClosingRun run) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement close = connection.prepareStatement(CLOSE)) {
            close.setObject(1, run.week().monday());
            close.setObject(2, run.closesAt());
            close.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            taken.stream().map(open -> open.referee().value()).toArray()));
            close.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            taken.stream()
                                    .map(open -> open.week().monday().toString())
                                    .toArray()));
            close.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }
}
