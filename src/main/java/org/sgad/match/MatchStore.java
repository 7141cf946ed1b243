package org.sgad.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.node.HomeZone;
import org.sgad.node.Sql;
import org.sgad.node.Turn;

/** The matches. Joins the caller's transaction; what it locks is free when that ends. */
@ApplicationScoped
public class MatchStore {
    private static final String ADD = """
            insert into match (match_id, kickoff_at, venue, category, roles, created_at, created_by)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String SELECT = """
            select match_id, kickoff_at, venue, category, roles, created_at, created_by, cancelled_at, cancelled_by
            from match
            """;

    private static final String LOCK = "select " + Turn.BOUND + " from match where match_id = ? for update";

    private static final String PAGE = SELECT + """
            where %s
            order by kickoff_at, match_id
            limit ?
            """;

    private static final String AFTER =
            "(kickoff_at, match_id) > (select kickoff_at, match_id from match where match_id = ?)";

    private static final String OF_REFEREE = "match_id in (select match_id from match_assignment where referee_id = ?)";

    private static final String CANCEL = "update match set cancelled_at = ?, cancelled_by = ? where match_id = ?";

    @Inject
    DataSource dataSource;

    @Inject
    AssignmentStore assignments;

    @Inject
    HomeZone zone;

    void add(Match match) {
        Sql.update(dataSource, ADD, add -> {
            add.setObject(1, match.matchId().value());
            add.setObject(2, match.kickoffAt());
            add.setString(3, match.venue());
            add.setString(4, match.category());
            add.setArray(5, Sql.texts(add, match.roles(), MatchRole::toString));
            add.setObject(6, match.createdAt());
            add.setString(7, match.createdBy());
        });
    }

    /** One match with its assignments. */
    Optional<Match> find(MatchId id) {
        List<Match> found =
                Sql.list(dataSource, SELECT + "where match_id = ?", find -> find.setObject(1, id.value()), this::match);
        return staffed(found).stream().findFirst();
    }

    /** As {@link #find}, and nobody else changes that match or its assignments until this transaction ends. */
    Optional<Match> lock(MatchId id) {
        Sql.query(dataSource, LOCK, lock -> lock.setObject(1, id.value()), ResultSet::next);
        // only now, with a snapshot of its own, is what the lock's last holder committed seen whole
        return find(id);
    }

    boolean exists(MatchId id) {
        return Sql.query(
                dataSource,
                "select from match where match_id = ?",
                find -> find.setObject(1, id.value()),
                ResultSet::next);
    }

    /**
     * The first matches that pass a filter, by kick-off.
     *
     * @param after the last of the page before, or null for the first
     */
    List<Match> page(MatchFilter filter, @Nullable MatchId after, int limit) {
        Conditions conditions = new Conditions();
        conditions.add("kickoff_at >= ?", filter.from() == null ? null : zone.at(filter.from()));
        conditions.add("kickoff_at < ?", filter.to() == null ? null : zone.at(filter.to()));
        conditions.add(
                OF_REFEREE, filter.referee() == null ? null : filter.referee().value());
        conditions.add("(cancelled_at is not null) = ?", isCancelled(filter.status()));
        conditions.add("category = ?", filter.category());
        conditions.add(AFTER, after == null ? null : after.value());
        return staffed(Sql.list(
                dataSource, PAGE.formatted(conditions.sql()), page -> conditions.set(page, limit), this::match));
    }

    void cancel(MatchId id, OffsetDateTime at, String by) {
        Sql.update(dataSource, CANCEL, cancel -> {
            cancel.setObject(1, at);
            cancel.setString(2, by);
            cancel.setObject(3, id.value());
        });
    }

    private static @Nullable Boolean isCancelled(@Nullable MatchStatus status) {
        return status == null ? null : status == MatchStatus.CANCELLED;
    }

    private List<Match> staffed(List<Match> matches) {
        if (matches.isEmpty()) {
            return matches;
        }
        Map<MatchId, List<Assignment>> staff = assignments.of(matches);
        return matches.stream()
                .map(match -> match.with(staff.getOrDefault(match.matchId(), List.of())))
                .toList();
    }

    private Match match(ResultSet row) throws SQLException {
        OffsetDateTime cancelledAt = row.getObject("cancelled_at", OffsetDateTime.class);
        return new Match(
                new MatchId(row.getObject("match_id", UUID.class)),
                zone.at(row.getObject("kickoff_at", OffsetDateTime.class).toInstant()),
                row.getString("venue"),
                row.getString("category"),
                cancelledAt == null ? MatchStatus.SCHEDULED : MatchStatus.CANCELLED,
                roles(row.getArray("roles")),
                List.of(),
                zone.at(row.getObject("created_at", OffsetDateTime.class).toInstant()),
                row.getString("created_by"),
                cancelledAt == null ? null : zone.at(cancelledAt.toInstant()),
                row.getString("cancelled_by"));
    }

    private static List<MatchRole> roles(Array stored) throws SQLException {
        return Arrays.stream((String[]) stored.getArray())
                .map(role -> MatchRole.valueOf(role.toUpperCase(Locale.ROOT)))
                .toList();
    }

    /** What a page's matches must satisfy. */
    private static final class Conditions {
        private final List<String> all = new ArrayList<>(List.of("true"));
        private final List<Object> parameters = new ArrayList<>();

        void add(String condition, @Nullable Object parameter) {
            if (parameter != null) {
                all.add(condition);
                parameters.add(parameter);
            }
        }

        String sql() {
            return String.join(" and ", all);
        }

        void set(PreparedStatement statement, int limit) throws SQLException {
            int next = 1;
            for (Object parameter : parameters) {
                statement.setObject(next++, parameter);
            }
            statement.setInt(next, limit);
        }
    }
}
