package org.sgad.match;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * What is known of a referee's day.
 *
 * @param filed whether anything is known of its week
 * @param slots of that day, in order
 */
record KnownDay(LocalDate date, boolean filed, List<LocalSlot> slots) {
    KnownDay {
        slots = List.copyOf(slots);
    }

    boolean covers(LocalTime time) {
        return slots.stream().anyMatch(slot -> slot.covers(date.atTime(time)));
    }
}
