package org.sgad.eventlog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event with its history.
 *
 * @param cursor its place in the log; null until it is numbered, moments after its commit
 * @param message the flat body, as published
 * @param ours whether we publish it; else another service did, and we recorded it
 * @param attempts how often publishing was tried
 */
public record LogEntry(
        String eventId,
        @Nullable Cursor cursor,
        String eventType,
        @Nullable String subject,
        String exchange,
        String routingKey,
        @JsonRawValue String message,
        @JsonRawValue String headers,
        boolean ours,
        String actor,
        @Nullable String correlationId,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable Instant publishedAt,
        int attempts,
        @Nullable String lastError,
        List<Receipt> receipts) {

    /** Who has it: delivered when the client said so, read when the person did. */
    public record Receipt(
            String userId,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {}
}
