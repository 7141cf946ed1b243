package org.sgad.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sgad.event.EventId;

/** The latest ids seen, up to a capacity. Not thread-safe. */
final class RecentIds {
    private final Map<EventId, Boolean> seen;

    RecentIds(int capacity) {
        this.seen = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<EventId, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Whether the id was not among the latest; it is from now on. */
    boolean add(EventId id) {
        return seen.putIfAbsent(id, Boolean.TRUE) == null;
    }
}
