package org.sgad.eventlog;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows of the log a query reads: numbered ones behind a position that pass a filter. */
final class Conditions {
    private final List<String> all = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    private Conditions() {}

    static Conditions of(EventFilter filter, long after) {
        Conditions conditions = new Conditions();
        conditions.add("position > ?", after);
        conditions.addType(filter.type());
        conditions.add("subject = ?", filter.subject());
        conditions.add("actor = ?", filter.actor());
        conditions.add("occurred_at >= ?", timestamp(filter.from()));
        conditions.add("occurred_at < ?", timestamp(filter.to()));
        conditions.add("body ilike ?", filter.text() == null ? null : '%' + escaped(filter.text()) + '%');
        return conditions;
    }

    private void addType(@Nullable String type) {
        if (type != null && type.endsWith("*")) {
            add("event_type like ?", escaped(type.substring(0, type.length() - 1)) + '%');
        } else {
            add("event_type = ?", type);
        }
    }

    private void add(String condition, @Nullable Object parameter) {
        if (parameter != null) {
            all.add(condition);
            parameters.add(parameter);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    String where() {
        return "where " + String.join(" and ", all);
    }

    /** The parameters of {@link #where}, and those that follow. */
    List<Object> parametersAnd(Object... more) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(List.of(more));
        return all;
    }

    static void set(PreparedStatement statement, List<Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
    }
}
