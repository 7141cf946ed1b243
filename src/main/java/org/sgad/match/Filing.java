package org.sgad.match;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.sgad.event.EventId;
import org.sgad.event.UserId;

/**
 * A referee's week as an {@code availability.updated} tells it.
 *
 * @param monday of the ISO week
 * @param slots in order, apart from each other; none where the referee is not available that week
 */
public record Filing(UserId referee, LocalDate monday, Instant updatedAt, EventId eventId, List<LocalSlot> slots) {
    public Filing {
        slots = List.copyOf(slots);
    }

    /** Whose week it is, and which. */
    record Key(UserId referee, LocalDate monday) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byReferee = referee.value().compareTo(other.referee.value());
            return byReferee != 0 ? byReferee : monday.compareTo(other.monday);
        }
    }

    Key key() {
        return new Key(referee, monday);
    }

    boolean covers(LocalDateTime time) {
        return slots.stream().anyMatch(slot -> slot.covers(time));
    }

    /** Of two filings of one week, the one that counts: of one time, the one that came later. */
    static Filing newer(Filing earlier, Filing later) {
        return earlier.updatedAt().isAfter(later.updatedAt()) ? earlier : later;
    }
}
