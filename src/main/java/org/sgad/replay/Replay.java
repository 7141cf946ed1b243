package org.sgad.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sgad.eventlog.EventFilter;

/**
 * A replay and how far it came.
 *
 * @param type of the events in its slice of the log, as in {@link EventFilter}; so are subject, from and to
 * @param count how many events were in its slice when it was asked for
 * @param sent how many the broker has confirmed; fewer than {@code count} in the end where it refused some
 * @param rate events in a second at the most
 * @param endedAt null while it runs
 * @param lastError why an event was not sent, or why nothing could be sent for a while
 */
public record Replay(
        ReplayId replayId,
        ReplayTarget target,
        @Nullable String type,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to,
        ReplayStatus status,
        long count,
        long sent,
        int rate,
        Instant requestedAt,
        @Nullable Instant endedAt,
        String actor,
        @Nullable String lastError) {
    EventFilter slice() {
        return new EventFilter(type, subject, null, from, to, null);
    }
}
