package org.sgad.availability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;

/**
 * A referee's week as it was last filed.
 *
 * @param slots in order of time; none where the referee is not available that week
 * @param version 1 for the first filing, one more for each change; the entity tag
 * @param updatedAt when it was last filed, to the second
 * @param closedAt when it was closed or expired; absent while open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FiledWeek(
        UserId refereeId,
        Week week,
        WeekStatus status,
        List<Slot> slots,
        int totalSlots,
        long version,
        OffsetDateTime updatedAt,
        @Nullable OffsetDateTime closedAt) {

    public FiledWeek {
        slots = List.copyOf(slots);
    }

    /** An open week with these slots. */
    static FiledWeek open(UserId referee, Week week, List<Slot> slots, long version, OffsetDateTime at) {
        return new FiledWeek(referee, week, WeekStatus.OPEN, slots, slots.size(), version, at, null);
    }

    /** This week, closed. */
    FiledWeek closed(OffsetDateTime at) {
        return new FiledWeek(refereeId, week, WeekStatus.CLOSED, slots, totalSlots, version + 1, updatedAt, at);
    }

    boolean isOpen() {
        return status == WeekStatus.OPEN;
    }
}
