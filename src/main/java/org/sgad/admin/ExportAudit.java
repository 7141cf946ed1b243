package org.sgad.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.sgad.event.Actor;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.eventlog.Audit;
import org.sgad.eventlog.EventFilter;
import org.sgad.eventlog.LogEntry;
import org.sgad.http.Page;

/**
 * Tells the log who exports it. Further pages of an export are part of what was told within the last ten minutes: an event
 * for each would be one more page's content, and whoever reads on to the end would never get there.
 */
@ApplicationScoped
public class ExportAudit {
    private static final EventType EXPORTED = new EventType("audit.log.exported");
    private static final Duration ONE_EXPORT = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private record Export(String reader, String address, String format, EventFilter filter) {}

    private final Cache<Export, Boolean> told = Caffeine.newBuilder()
            .expireAfterWrite(ONE_EXPORT)
            .maximumSize(MOST)
            .executor(Runnable::run)
            .build();

    @Inject
    Audit audit;

    /** To be called before the page is handed out: what is not in the log was not read. */
    void tell(String format, LogQuery query, Page<LogEntry> page, Actor actor) {
        Export export = new Export(actor.name(), String.valueOf(actor.address()), format, query.filter());
        boolean isToldAlready = query.goesOn() && told.getIfPresent(export) != null;
        if (!isToldAlready) {
            audit.append(EXPORTED, fields(export, page), actor);
            told.put(export, true);
        }
    }

    /** As {@link #tell}, of everything that a query asks for, however much that is. */
    void tellWhole(String format, LogQuery query, Actor actor) {
        audit.append(EXPORTED, fields(format, query.filter()).put("is_all", true), actor);
    }

    private static ObjectNode fields(Export export, Page<LogEntry> page) {
        return fields(export.format(), export.filter())
                .put("events", page.items().size())
                .put("is_all", page.next() == null);
    }

    private static ObjectNode fields(String format, EventFilter filter) {
        ObjectNode fields = EventJson.object().put("format", format);
        fields.set("filter", EventJson.MAPPER.valueToTree(filter));
        return fields;
    }
}
