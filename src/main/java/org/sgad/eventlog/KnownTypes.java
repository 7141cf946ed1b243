package org.sgad.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sgad.event.TypePattern;
import org.sgad.node.Sql;

/**
 * Which types of event the log has. One index has the events of each type in the order of the log, but not those of all that
 * begin with {@code audit.}: they are read type by type and merged.
 */
final class KnownTypes {
    /** More are read with all others, as a merge of so many would cost more. */
    private static final int MOST = 50;

    /** Sorts behind whatever follows in a type. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    // from type to type, each found by a look into the index
    private static final String BEGINNING_WITH = """
            with recursive known (event_type) as (
              (select event_type from event_log
               where event_type ~>=~ ? and event_type ~<~ ? order by event_type using ~<~ limit 1)
              union all
              select (select next.event_type from event_log next
                      where next.event_type ~>~ known.event_type and next.event_type ~<~ ?
                      order by next.event_type using ~<~ limit 1)
              from known where known.event_type is not null)
            select event_type from known where event_type is not null limit ?
            """;

    private KnownTypes() {}

    /** The types that these name, {@code availability.*} for all that begin so; nothing where they are too many. */
    static Optional<Set<String>> of(Connection connection, Collection<String> patterns) throws SQLException {
        Set<String> types = new TreeSet<>();
        for (String pattern : patterns) {
            if (TypePattern.isOfSeveral(pattern)) {
                types.addAll(beginningWith(connection, TypePattern.beginning(pattern)));
            } else {
                types.add(pattern);
            }
            if (types.size() > MOST) {
                return Optional.empty();
            }
        }
        return Optional.of(types);
    }

    private static List<String> beginningWith(Connection connection, String prefix) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(BEGINNING_WITH)) {
            find.setString(1, prefix);
            find.setString(2, prefix + LAST);
            find.setString(3, prefix + LAST);
            find.setInt(4, MOST + 1);
            try (ResultSet rows = find.executeQuery()) {
                return Sql.all(rows, row -> row.getString(1));
            }
        }
    }
}
