package org.sgad.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sgad.eventlog.Cursor;

/** The parameters of one {@code GET /api/events}, and what the log itself says is the answer. */
record LogQuestion(Map<String, String> parameters) {
    private static final Map<String, String> CONDITIONS = Map.of(
            "after", "position > ?",
            "type", "event_type like ?",
            "subject", "subject = ?",
            "actor", "actor = ?",
            "from", "occurred_at >= ?::timestamptz",
            "to", "occurred_at < ?::timestamptz",
            "q", "body ilike ?");

    static LogQuestion of(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new LogQuestion(parameters);
    }

    static LogQuestion between(Instant from, Instant to, String... more) {
        return of(more).with("from", from.toString()).with("to", to.toString());
    }

    LogQuestion after(long position) {
        return with("after", new Cursor(position).toString());
    }

    LogQuestion with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put(name, value);
        return new LogQuestion(all);
    }

    String path() {
        return "/api/events"
                + parameters.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** The ids of the first events that are asked for, as the table has them, however long that takes. */
    List<String> answer(Connection database, int limit) throws SQLException {
        String conditions = parameters.keySet().stream()
                .filter(CONDITIONS::containsKey)
                .map(CONDITIONS::get)
                .collect(Collectors.joining(" and ", "where true and ", ""))
                .replaceAll(" and $", "");
        try (PreparedStatement query = database.prepareStatement(
                "select event_id from event_log " + conditions + " order by position limit " + limit)) {
            int nth = 1;
            for (Map.Entry<String, String> one : parameters.entrySet()) {
                if (CONDITIONS.containsKey(one.getKey())) {
                    query.setObject(nth++, value(one.getKey(), one.getValue()));
                }
            }
            List<String> ids = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        }
    }

    private static Object value(String name, String text) {
        return switch (name) {
            case "after" -> Cursor.parse(name, text).position();
            case "type" -> text.replace("_", "\\_").replace('*', '%');
            case "q" -> '%' + text + '%';
            default -> text;
        };
    }
}
