package org.sgad.availability;

import java.time.OffsetDateTime;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;

/** A referee's week was still open when a later one was closed. */
public record AvailabilityExpired(
        EventId id, UserId referee, Week week, long version, OffsetDateTime expiredAt, int totalSlots) {
    public SgadEvent event() {
        return new AvailabilityEvent(
                        EventType.AVAILABILITY_EXPIRED, id, referee, week, version, "expired_at", expiredAt)
                .event(fields -> fields.put("total_slots", totalSlots));
    }
}
