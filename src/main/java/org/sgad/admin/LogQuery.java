package org.sgad.admin;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;
import org.sgad.eventlog.Cursor;
import org.sgad.eventlog.EventFilter;
import org.sgad.eventlog.LogEntry;
import org.sgad.eventlog.LogPage;
import org.sgad.eventlog.LogReader;
import org.sgad.http.Page;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;

/** The parameters of {@code GET /events}. */
public class LogQuery {
    private static final Duration LONG_ENOUGH = Duration.ofMillis(500);

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
        return Page.after(after) != null;
    }

    Page<LogEntry> page(LogReader log) {
        EventFilter filter = filter();
        int most = Page.limit(limit);
        return page(start(), from -> log.read(filter, from, most));
    }

    /**
     * As {@link #page}, for a user who may read no more than their own sessions get.
     *
     * @throws ProblemException 403 where another's events are asked for
     */
    Page<LogEntry> pageOf(UserId user, LogReader log) {
        EventFilter filter = filter();
        if (filter.subject() != null && !filter.subject().equals(user.value())) {
            throw Problem.of(
                            Response.Status.FORBIDDEN, "You may read the events of " + user + ", not those of another.")
                    .exception();
        }
        if (filter.subject() != null) {
            return page(log);
        }
        int most = Page.limit(limit);
        return page(start(), from -> log.readOf(user, filter, from, most));
    }

    /** Goes on while nothing is found, for a while: who reads one page alone would take it for the end. */
    private static Page<LogEntry> page(Cursor start, Function<Cursor, LogPage> read) {
        long begun = System.nanoTime();
        LogPage page = read.apply(start);
        while (page.entries().isEmpty() && page.next() != null && System.nanoTime() - begun < LONG_ENOUGH.toNanos()) {
            page = read.apply(page.next());
        }
        Cursor next = page.next();
        return new Page<>(page.entries(), next == null ? null : next.toString());
    }

    /** Everything that is asked for, whatever the limit. */
    WholeExport whole(LogReader log, WholeExport.Shape shape) {
        return new WholeExport(log, filter(), start(), shape);
    }

    private Cursor start() {
        String last = Page.after(after);
        return last == null ? Cursor.START : Cursor.parse("after", last);
    }
}
