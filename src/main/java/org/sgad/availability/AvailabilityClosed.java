package org.sgad.availability;

import java.time.OffsetDateTime;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;

/** A referee's week was closed: it stands as filed. */
public record AvailabilityClosed(
        EventId id, UserId referee, Week week, long version, OffsetDateTime closedAt, int totalSlots) {
    public SgadEvent event() {
        return new AvailabilityEvent(EventType.AVAILABILITY_CLOSED, id, referee, week, version, "closed_at", closedAt)
                .event(fields -> fields.put("total_slots", totalSlots));
    }
}
