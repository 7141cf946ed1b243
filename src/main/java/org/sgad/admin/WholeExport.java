package org.sgad.admin;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.sgad.event.EventJson;
import org.sgad.eventlog.Cursor;
import org.sgad.eventlog.EventFilter;
import org.sgad.eventlog.LogEntry;
import org.sgad.eventlog.LogPage;
import org.sgad.eventlog.LogReader;

/**
 * Everything in the log that passes a filter, up to where the log ends when it begins, so that it ends itself. It is written
 * as it is read, at most 1,000 events at a time and fewer where they are large, so that memory does not grow with it. Where
 * the database goes away in the middle the connection is cut, so that nobody takes a part for the whole.
 */
record WholeExport(LogReader log, EventFilter filter, Cursor after, Shape shape) implements StreamingOutput {
    private static final int AT_ONCE = 1_000;

    /** How entries are written. */
    enum Shape {
        JSON("application/json", "{\"items\":[", ",\n", "],\"next\":null}\n"),
        NDJSON(LogExport.NDJSON, "", "\n", "\n"),
        CSV(LogExport.CSV, LogExport.header() + "\r\n", "\r\n", "\r\n");

        private final String type;
        private final String head;
        private final String between;
        private final String end;

        Shape(String type, String head, String between, String end) {
            this.type = type;
            this.head = head;
            this.between = between;
            this.end = end;
        }

        private String text(LogEntry entry) {
            return this == CSV ? LogExport.row(entry) : EventJson.write(entry);
        }
    }

    Response response() {
        return Response.ok(this, shape.type).build();
    }

    @Override
    public void write(OutputStream output) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        writer.write(shape.head);
        boolean isFirst = true;
        Cursor end = log.end();
        for (Cursor from = after; from != null; ) {
            LogPage page = log.read(filter, from, end, AT_ONCE);
            for (LogEntry entry : page.entries()) {
                writer.write(isFirst ? "" : shape.between);
                writer.write(shape.text(entry));
                isFirst = false;
            }
            from = page.next();
        }
        writer.write(isFirst && shape != Shape.JSON ? "" : shape.end);
        writer.flush();
    }
}
