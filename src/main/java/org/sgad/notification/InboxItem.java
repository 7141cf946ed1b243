package org.sgad.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in a user's inbox, in their language of now.
 *
 * @param cursor what {@code after} takes to go on behind it
 * @param readAt null while it is unread
 */
public record InboxItem(
        String cursor,
        String eventId,
        String eventType,
        String title,
        String message,
        Instant createdAt,
        @Nullable Instant readAt) {}
