package org.sgad.availability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Consumer;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventSchema;
import org.sgad.event.EventType;
import org.sgad.event.Exchange;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;

/**
 * What all events of a referee's week have in common.
 *
 * @param version of the week after this change
 * @param timeField the name that the contract gives to the event's time
 */
record AvailabilityEvent(
        EventType type, EventId id, UserId referee, Week week, long version, String timeField, OffsetDateTime at) {
    /**
     * Header: the week's version. Nobody else can write it, so that it tells the changes of weeks from events of the same
     * types that were published over HTTP and change nothing here.
     */
    static final String VERSION = "x-sgad-version";

    /** The event as it travels; {@code rest} adds what is its own. */
    SgadEvent event(Consumer<ObjectNode> rest) {
        ObjectNode fields = EventJson.object()
                .put("referee_id", referee.value())
                .put("week_year", week.year())
                .put("week_number", week.number())
                .put(timeField, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at));
        rest.accept(fields);
        return new SgadEvent(
                id,
                type,
                referee,
                Exchange.AVAILABILITY.exchangeName(),
                EventSchema.routingKey(type, fields),
                EventJson.body(type, id, fields),
                Map.of(VERSION, version),
                at.toInstant());
    }
}
