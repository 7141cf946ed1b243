package org.sgad.eventlog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.sgad.event.Actor;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.Exchange;
import org.sgad.event.SgadEvent;

/** Tells the log what administrators do: {@code audit.*} events with who did it, from where, in which request. */
@ApplicationScoped
public class Audit {
    @Inject
    EventLog log;

    @Inject
    Clock clock;

    /** Appends an event, in the caller's transaction where there is one. */
    @Transactional
    public void append(EventType type, ObjectNode fields, Actor actor) {
        log.append(event(type, fields, actor), actor);
    }

    /** As {@link #append(EventType, ObjectNode, Actor)}, of an event for each of these. */
    @Transactional
    public void append(EventType type, List<ObjectNode> each, Actor actor) {
        if (!each.isEmpty()) {
            log.append(each.stream().map(fields -> event(type, fields, actor)).toList(), actor);
        }
    }

    private SgadEvent event(EventType type, ObjectNode fields, Actor actor) {
        EventId id = EventId.create(clock);
        ObjectNode all = EventJson.object()
                .put("actor", actor.name())
                .put("address", actor.address())
                .put("correlation_id", actor.correlationId())
                .setAll(fields);
        return new SgadEvent(
                id,
                type,
                null,
                Exchange.AVAILABILITY.exchangeName(),
                type.value(),
                EventJson.body(type, id, all),
                Map.of(),
                clock.instant());
    }
}
