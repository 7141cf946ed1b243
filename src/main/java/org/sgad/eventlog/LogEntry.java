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
 * @param receipts who has it, by user id: the first 1,000 of one event, the first 10 of each in a list
 * @param moreReceipts whether there are more than these
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
        List<Receipt> receipts,
        boolean moreReceipts) {

    /** Who has it: delivered when the client said so, read when the person did. */
    public record Receipt(
            String userId, Instant deliveredAt, @Nullable Instant readAt) {}

    /** The same event with the first of its receipts, of which {@code found} may hold one more. */
    LogEntry with(List<Receipt> found, int most) {
        return new LogEntry(
                eventId,
                cursor,
                eventType,
                subject,
                exchange,
                routingKey,
                message,
                headers,
                ours,
                actor,
                correlationId,
                occurredAt,
                recordedAt,
                publishedAt,
                attempts,
                lastError,
                found.size() > most ? found.subList(0, most) : found,
                found.size() > most);
    }
}
