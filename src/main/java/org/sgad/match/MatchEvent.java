package org.sgad.match;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventSchema;
import org.sgad.event.EventType;
import org.sgad.event.Exchange;
import org.sgad.event.SgadEvent;

/** A referee was assigned to a match, confirmed, or is no longer in it. */
record MatchEvent(EventType type, Match match, Assignment assignment) {
    SgadEvent event(Clock clock) {
        EventId id = EventId.create(clock);
        ObjectNode fields = EventJson.object()
                .put("match_id", match.matchId().toString())
                .put("referee_id", assignment.refereeId().value())
                .put("kickoff_at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(match.kickoffAt()))
                .put("venue", match.venue())
                .put("role", assignment.role().toString());
        return new SgadEvent(
                id,
                type,
                assignment.refereeId(),
                Exchange.MATCHES.exchangeName(),
                EventSchema.routingKey(type, fields),
                EventJson.body(type, id, fields),
                Map.of(),
                clock.instant());
    }
}
