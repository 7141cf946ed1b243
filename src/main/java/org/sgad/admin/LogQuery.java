package org.sgad.admin;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.sgad.eventlog.Cursor;
import org.sgad.eventlog.EventFilter;
import org.sgad.eventlog.LogEntry;
import org.sgad.eventlog.LogReader;
import org.sgad.http.Page;

/** The parameters of {@code GET /events}. */
public class LogQuery {
    @QueryParam("type")
    @Nullable
    String type;

    @QueryParam("subject")
    @Nullable
    String subject;

    @QueryParam("actor")
    @Nullable
    String actor;

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    @QueryParam("q")
    @Nullable
    String text;

    @QueryParam("after")
    @Nullable
    String after;

    @QueryParam("limit")
    @Nullable
    String limit;

    /** Which events are asked for, whatever the page. */
    EventFilter filter() {
        return EventFilter.parse(type, subject, actor, from, to, text);
    }

    /** Whether it goes on where a page before it ended. */
    boolean goesOn() {
        return after != null && !after.isEmpty();
    }

    Page<LogEntry> page(LogReader log) {
        LogReader.Part part = log.read(filter(), start(), Page.limit(limit));
        Cursor next = part.next();
        return new Page<>(part.entries(), next == null ? null : next.toString());
    }

    /** Everything that is asked for, whatever the limit. */
    WholeExport whole(LogReader log, WholeExport.Shape shape) {
        return new WholeExport(log, filter(), start(), shape);
    }

    private Cursor start() {
        return after == null || after.isEmpty() ? Cursor.START : Cursor.parse("after", after);
    }
}
