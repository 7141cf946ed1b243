package org.sgad.notification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.event.EventId;

/**
 * A notification that waits for its time.
 *
 * @param cursor what {@code after} takes to go on behind it
 * @param userId null where it is for everybody
 * @param actor who scheduled it
 * @param behind the same, with the request it was scheduled in
 * @param fields all that was sent but {@code deliver_at}
 */
public record ScheduledNotification(
        String cursor,
        EventId eventId,
        Instant deliverAt,
        @Nullable String userId,
        @Nullable String title,
        @Nullable String message,
        String actor,
        Instant scheduledAt,
        @JsonIgnore Actor behind,
        @JsonIgnore String fields) {}
