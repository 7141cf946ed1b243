package org.sgad.match;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A time of one day in which a referee can officiate.
 *
 * @param end later than {@code start}, and not itself a part of the slot
 */
public record LocalSlot(LocalDate date, LocalTime start, LocalTime end) {
    private static final Comparator<LocalSlot> BY_TIME =
            Comparator.comparing(LocalSlot::date).thenComparing(LocalSlot::start);

    boolean covers(LocalDateTime time) {
        LocalTime ofDay = time.toLocalTime();
        return date.equals(time.toLocalDate()) && !ofDay.isBefore(start) && ofDay.isBefore(end);
    }

    /** The same times in order, those that overlap or touch as one. */
    static List<LocalSlot> merged(Collection<LocalSlot> slots) {
        List<LocalSlot> merged = new ArrayList<>();
        for (LocalSlot next : slots.stream().sorted(BY_TIME).toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).reaches(next)) {
                merged.set(last, merged.get(last).until(next.end));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    private boolean reaches(LocalSlot later) {
        return date.equals(later.date) && !later.start.isAfter(end);
    }

    private LocalSlot until(LocalTime other) {
        return new LocalSlot(date, start, other.isAfter(end) ? other : end);
    }

    @Override
    public String toString() {
        return start + "–" + end;
    }
}
