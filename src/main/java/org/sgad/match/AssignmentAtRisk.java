package org.sgad.match;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.Exchange;
import org.sgad.event.SgadEvent;

/**
 * A referee is no longer available at the kick-off of a match that they are assigned to. For administrators: it names nobody
 * in {@code user_id} or {@code referee_id}, so that it goes to their stream alone. Its texts are what a person reads.
 */
final class AssignmentAtRisk {
    static final EventType TYPE = new EventType("assignment.at_risk");

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private AssignmentAtRisk() {}

    static SgadEvent event(Standing lost, Clock clock) {
        EventId id = EventId.create(clock);
        ObjectNode fields = EventJson.object()
                .put("type", "warning")
                .put("title", "Designación en riesgo")
                .put(
                        "message",
                        lost.referee() + " ya no está disponible el " + DAY_AND_TIME.format(lost.kickoffAt()) + " ("
                                + lost.venue() + ")")
                .put("match_id", lost.match().toString())
                .put("affected_referee", lost.referee().value())
                .put("kickoff_at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(lost.kickoffAt()))
                .put("venue", lost.venue())
                .put("role", lost.role().toString());
        return new SgadEvent(
                id,
                TYPE,
                null,
                Exchange.MATCHES.exchangeName(),
                TYPE.value(),
                EventJson.body(TYPE, id, fields),
                Map.of(),
                clock.instant());
    }
}
