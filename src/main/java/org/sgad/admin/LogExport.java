package org.sgad.admin;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.eventlog.LogEntry;
import org.sgad.http.Page;

/** A page of the log for other programs; the header {@code X-Next} is what {@code after} takes to go on. */
final class LogExport {
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv; charset=UTF-8";

    private static final List<String> COLUMNS = List.of(
            "event_id",
            "cursor",
            "event_type",
            "subject",
            "exchange",
            "routing_key",
            "actor",
            "occurred_at",
            "recorded_at",
            "published_at",
            "attempts",
            "last_error",
            "message");

    private LogExport() {}

    static Response lines(Page<LogEntry> page) {
        return answer(page, page.items().stream().map(EventJson::write), NDJSON, "\n");
    }

    /** RFC 4180, with a header line. */
    static Response csv(Page<LogEntry> page) {
        Stream<String> rows = page.items().stream().map(LogExport::row);
        return answer(page, Stream.concat(Stream.of(header()), rows), CSV, "\r\n");
    }

    static String header() {
        return String.join(",", COLUMNS);
    }

    private static Response answer(Page<LogEntry> page, Stream<String> lines, String type, String end) {
        Response.ResponseBuilder answer =
                Response.ok(lines.map(line -> line + end).collect(Collectors.joining()), type);
        return (page.next() == null ? answer : answer.header("X-Next", page.next())).build();
    }

    static String row(LogEntry entry) {
        return Stream.of(
                        entry.eventId(),
                        entry.cursor(),
                        entry.eventType(),
                        entry.subject(),
                        entry.exchange(),
                        entry.routingKey(),
                        entry.actor(),
                        entry.occurredAt(),
                        entry.recordedAt(),
                        entry.publishedAt(),
                        entry.attempts(),
                        entry.lastError(),
                        entry.message())
                .map(LogExport::quoted)
                .collect(Collectors.joining(","));
    }

    private static String quoted(@Nullable Object value) {
        return '"' + Objects.toString(value, "").replace("\"", "\"\"") + '"';
    }
}
