package org.sgad.availability;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import org.sgad.event.InvalidFields;

/**
 * A time of one day in which a referee can officiate.
 *
 * @param end later than {@code start}, and not itself a part of the slot
 */
public record Slot(LocalDate date, LocalTime start, LocalTime end) implements Comparable<Slot> {
    private static final Comparator<Slot> BY_TIME =
            Comparator.comparing(Slot::date).thenComparing(Slot::start).thenComparing(Slot::end);

    public Slot {
        if (!end.isAfter(start)) {
            throw new InvalidFields("end", end.toString(), "must be after the start, " + start);
        }
    }

    /** Whether they share more than a point in time. */
    public boolean overlaps(Slot other) {
        return date.equals(other.date) && start.isBefore(other.end) && other.start.isBefore(end);
    }

    @Override
    public int compareTo(Slot other) {
        return BY_TIME.compare(this, other);
    }
}
