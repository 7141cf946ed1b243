package org.sgad.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.sgad.event.UserId;
import org.sgad.node.HomeZone;
import org.sgad.node.Sql;

/** Who is assigned to which match. Joins the caller's transaction; what it locks is free when that ends. */
@ApplicationScoped
public class AssignmentStore {
    private static final String OF_MATCHES = """
            select match_id, referee_id, role, status, at_risk, assigned_at, assigned_by, confirmed_at, confirmed_by
            from match_assignment
            where match_id = any(?::uuid[])
            order by match_id, assigned_at, referee_id
            """;

    private static final String LOCK_REFEREE = "select pg_advisory_xact_lock(hashtextextended('sgad.match.' || ?, 0))";

    private static final String NEAREST = """
            select match_id, assigned.kickoff_at, venue
            from match_assignment assigned join match using (match_id)
            where referee_id = ? and assigned.status <> 'CANCELLED'
              and assigned.kickoff_at between ? and ?
            order by abs(extract(epoch from assigned.kickoff_at - ?)), match_id
            limit 1
            """;

    private static final String ADD = """
            insert into match_assignment (match_id, referee_id, role, kickoff_at, status, assigned_at, assigned_by)
            select match_id, ?, ?, kickoff_at, ?, ?, ? from match where match_id = ?
            """;

    private static final String CONFIRM = """
            update match_assignment set status = 'CONFIRMED', confirmed_at = ?, confirmed_by = ?
            where match_id = ? and referee_id = ?
            """;

    private static final String REMOVE = "delete from match_assignment where match_id = ? and referee_id = ?";

    // in the order in which eligibility locks them, too, so that neither waits for the other
    private static final String CANCEL_ALL = """
            with locked as (
              select match_id, referee_id from match_assignment where match_id = ? order by match_id, referee_id for update)
            update match_assignment assigned set status = 'CANCELLED', at_risk = false
            from locked where (assigned.match_id, assigned.referee_id) = (locked.match_id, locked.referee_id)
            """;

    private static final String STANDING = """
            select assigned.match_id, assigned.referee_id, role, assigned.kickoff_at, venue, at_risk
            from unnest(?::text[], ?::timestamptz[], ?::timestamptz[]) as changed (referee_id, begins, ends)
            join match_assignment assigned on assigned.referee_id = changed.referee_id
              and assigned.kickoff_at >= changed.begins and assigned.kickoff_at < changed.ends
            join match using (match_id)
            where assigned.status <> 'CANCELLED' and assigned.kickoff_at > ?
            order by assigned.match_id, assigned.referee_id
            for update of assigned
            """;

    private static final String MARK = """
            update match_assignment assigned set at_risk = ?
            from unnest(?::uuid[], ?::text[]) as standing (match_id, referee_id)
            where assigned.match_id = standing.match_id and assigned.referee_id = standing.referee_id
            """;

    @Inject
    DataSource dataSource;

    @Inject
    HomeZone zone;

    /** Another match of a referee, as far as it is in the way. */
    record Neighbour(MatchId match, OffsetDateTime kickoffAt, String venue) {}

    /** The assignments of each match that has any, in the order in which they were made. */
    Map<MatchId, List<Assignment>> of(List<Match> matches) {
        return Sql.list(
                        dataSource,
                        OF_MATCHES,
                        of -> of.setArray(
                                1,
                                Sql.texts(of, matches, match -> match.matchId().toString())),
                        this::assignment)
                .stream()
                .collect(Collectors.groupingBy(Assignment::matchId));
    }

    /** Nobody else assigns this referee to anything until this transaction ends. */
    void lock(UserId referee) {
        Sql.query(dataSource, LOCK_REFEREE, lock -> lock.setString(1, referee.value()), ResultSet::next);
    }

    /** A referee's match that kicks off at that time or less than a gap before or after it, the nearest. */
    Optional<Neighbour> nearest(UserId referee, Instant kickoff, Duration gap) {
        Duration reach = Gap.reach(gap);
        return Sql.list(
                        dataSource,
                        NEAREST,
                        nearest -> {
                            nearest.setString(1, referee.value());
                            nearest.setObject(2, zone.at(kickoff.minus(reach)));
                            nearest.setObject(3, zone.at(kickoff.plus(reach)));
                            nearest.setObject(4, zone.at(kickoff));
                        },
                        row -> new Neighbour(matchId(row), time(row, "kickoff_at"), row.getString("venue")))
                .stream()
                .findFirst();
    }

    void add(Assignment assignment) {
        Sql.update(dataSource, ADD, add -> {
            add.setString(1, assignment.refereeId().value());
            add.setString(2, assignment.role().toString());
            add.setString(3, assignment.status().name());
            add.setObject(4, assignment.assignedAt());
            add.setString(5, assignment.assignedBy());
            add.setObject(6, assignment.matchId().value());
        });
    }

    void confirm(Assignment confirmed) {
        Sql.update(dataSource, CONFIRM, confirm -> {
            confirm.setObject(1, confirmed.confirmedAt());
            confirm.setString(2, confirmed.confirmedBy());
            confirm.setObject(3, confirmed.matchId().value());
            confirm.setString(4, confirmed.refereeId().value());
        });
    }

    void remove(Assignment assignment) {
        Sql.update(dataSource, REMOVE, remove -> {
            remove.setObject(1, assignment.matchId().value());
            remove.setString(2, assignment.refereeId().value());
        });
    }

    void cancelAll(MatchId match) {
        Sql.update(dataSource, CANCEL_ALL, cancel -> cancel.setObject(1, match.value()));
    }

    /** The assignments in these weeks to matches that are still to come; they are locked. */
    List<Standing> standing(List<Filing> weeks, Instant now) {
        return Sql.list(
                dataSource,
                STANDING,
                standing -> {
                    standing.setArray(
                            1, Sql.texts(standing, weeks, week -> week.referee().value()));
                    standing.setArray(2, Sql.texts(standing, weeks, week -> startOf(week.monday())));
                    standing.setArray(
                            3,
                            Sql.texts(
                                    standing,
                                    weeks,
                                    week -> startOf(week.monday().plusWeeks(1))));
                    standing.setObject(4, zone.at(now));
                },
                row -> new Standing(
                        matchId(row),
                        new UserId(row.getString("referee_id")),
                        role(row),
                        time(row, "kickoff_at"),
                        row.getString("venue"),
                        row.getBoolean("at_risk")));
    }

    void markAtRisk(List<Standing> assignments, boolean atRisk) {
        if (!assignments.isEmpty()) {
            Sql.update(dataSource, MARK, mark -> setRisk(mark, assignments, atRisk));
        }
    }

    private static void setRisk(PreparedStatement mark, List<Standing> assignments, boolean atRisk)
            throws SQLException {
        mark.setBoolean(1, atRisk);
        mark.setArray(
                2, Sql.texts(mark, assignments, standing -> standing.match().toString()));
        mark.setArray(
                3, Sql.texts(mark, assignments, standing -> standing.referee().value()));
    }

    private String startOf(LocalDate day) {
        return day.atStartOfDay(zone.id()).toInstant().toString();
    }

    private Assignment assignment(ResultSet row) throws SQLException {
        return new Assignment(
                matchId(row),
                new UserId(row.getString("referee_id")),
                role(row),
                AssignmentStatus.valueOf(row.getString("status")),
                row.getBoolean("at_risk"),
                time(row, "assigned_at"),
                row.getString("assigned_by"),
                row.getTimestamp("confirmed_at") == null ? null : time(row, "confirmed_at"),
                row.getString("confirmed_by"));
    }

    private OffsetDateTime time(ResultSet row, String column) throws SQLException {
        return zone.at(row.getTimestamp(column).toInstant());
    }

    private static MatchId matchId(ResultSet row) throws SQLException {
        return new MatchId(row.getObject("match_id", UUID.class));
    }

    private static MatchRole role(ResultSet row) throws SQLException {
        return MatchRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT));
    }
}
