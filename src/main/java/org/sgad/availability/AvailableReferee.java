package org.sgad.availability;

import java.time.LocalDate;
import java.util.List;
import org.sgad.event.UserId;

/** A referee who can officiate on a date, and when on that date. */
public record AvailableReferee(UserId refereeId, Week week, LocalDate date, WeekStatus status, List<Slot> slots) {
    public AvailableReferee {
        slots = List.copyOf(slots);
    }

    AvailableReferee with(List<Slot> others) {
        return new AvailableReferee(refereeId, week, date, status, others);
    }
}
