package org.sgad.availability;

import java.time.OffsetDateTime;
import java.util.List;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;

/** A referee filed a week, for the first time or again. */
public record AvailabilityUpdated(
        EventId id, UserId referee, Week week, long version, OffsetDateTime updatedAt, List<Slot> slots) {
    public AvailabilityUpdated {
        slots = List.copyOf(slots);
    }

    static AvailabilityUpdated of(EventId id, FiledWeek filed) {
        return new AvailabilityUpdated(
                id, filed.refereeId(), filed.week(), filed.version(), filed.updatedAt(), filed.slots());
    }

    public SgadEvent event() {
        return new AvailabilityEvent(
                        EventType.AVAILABILITY_UPDATED, id, referee, week, version, "updated_at", updatedAt)
                .event(fields ->
                        fields.put("total_slots", slots.size()).set("slots", EventJson.MAPPER.valueToTree(slots)));
    }
}
