package org.sgad.presence;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Tells the log who had a session closed. */
@ApplicationScoped
public class SessionAudit {
    private static final EventType DISCONNECTED = new EventType("audit.session.disconnected");

    @Inject
    EventLog log;

    @Inject
    Clock clock;

    /**
     * Appends the event.
     *
     * @param session as administrators see it
     */
    @Transactional
    public void disconnected(JsonNode session, Actor actor) {
        EventId id = EventId.create(clock);
        ObjectNode fields = EventJson.object()
                .put("actor", actor.name())
                .put("session_id", session.path("id").asText());
        // not as user_id: the event is for administrators, not for the user
        fields.put("session_user", session.path("user_id").asText())
                .put("node", session.path("node").asText())
                .put("kind", session.path("kind").asText());
        log.append(
                new SgadEvent(
                        id,
                        DISCONNECTED,
                        null,
                        Exchange.AVAILABILITY.exchangeName(),
                        DISCONNECTED.value(),
                        EventJson.body(DISCONNECTED, id, fields),
                        Map.of(),
                        clock.instant()),
                actor);
    }
}
