package org.sgad.eventlog;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.event.TypePattern;
import org.sgad.event.UserId;

/** Which rows of the log pass a filter, as SQL. */
final class Conditions {
    /** What is for everybody. */
    static final String BROADCAST = "subject is null and event_type = 'notification'";

    private final List<String> all = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    private Conditions() {}

    /** Numbered ones behind a position. */
    static Conditions of(EventFilter filter, long after) {
        Conditions conditions = new Conditions();
        conditions.add("position > ?", after);
        return conditions.with(filter);
    }

    /** Wherever they are. */
    static Conditions of(EventFilter filter) {
        return new Conditions().with(filter);
    }

    private Conditions with(EventFilter filter) {
        addType(filter.type());
        add("subject = ?", filter.subject());
        add("actor = ?", filter.actor());
        add("occurred_at >= ?", timestamp(filter.from()));
        add("occurred_at < ?", timestamp(filter.to()));
        add("body ilike ?", filter.text() == null ? null : '%' + escaped(filter.text()) + '%');
        return this;
    }

    /** These, and of a user's events and broadcasts only. */
    Conditions andFor(UserId user) {
        add("(subject = ? or " + BROADCAST + ")", user.value());
        return this;
    }

    private void addType(@Nullable String type) {
        if (type != null && TypePattern.isOfSeveral(type)) {
            add("event_type like ?", like(type));
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

    static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /** A {@link TypePattern} as a pattern of {@code like}. */
    static String like(String types) {
        return TypePattern.isOfSeveral(types) ? escaped(TypePattern.beginning(types)) + '%' : escaped(types);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    String where() {
        return "where " + expression();
    }

    String expression() {
        return all.isEmpty() ? "true" : String.join(" and ", all);
    }

    /** The parameters of {@link #expression}, and those that follow. */
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
