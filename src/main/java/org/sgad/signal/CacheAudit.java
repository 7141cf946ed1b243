package org.sgad.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import org.sgad.event.Actor;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.Exchange;
import org.sgad.event.SgadEvent;
import org.sgad.eventlog.EventLog;

/** Tells the log who had caches forget. */
@ApplicationScoped
public class CacheAudit {
    private static final EventType INVALIDATED = new EventType("audit.cache.invalidated");

    @Inject
    EventLog log;

    @Inject
    Clock clock;

    @Transactional
    public void invalidated(Invalidation invalidation, Actor actor) {
        EventId id = EventId.create(clock);
        ObjectNode fields = EventJson.object()
                .put("actor", actor.name())
                .put("cache", invalidation.cache())
                .put("key", invalidation.key());
        log.append(
                new SgadEvent(
                        id,
                        INVALIDATED,
                        null,
                        Exchange.AVAILABILITY.exchangeName(),
                        INVALIDATED.value(),
                        EventJson.body(INVALIDATED, id, fields),
                        Map.of(),
                        clock.instant()),
                actor);
    }
}
