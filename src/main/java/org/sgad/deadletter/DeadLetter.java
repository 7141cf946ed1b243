package org.sgad.deadletter;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A parked letter as the API shows it.
 *
 * @param cursor its place in the list
 * @param queue where it died; null where nobody knows, and so it cannot be sent back
 * @param exchange where it was published, and {@code routingKey} with which key
 * @param count how often it died in that queue for that reason
 * @param requeued how often it was sent back before it died again
 * @param bodyEncoding {@code utf-8}, or {@code base64} where the body is no text
 * @param bodyBytes how long the body is
 * @param bodyCut whether {@code body} is only its beginning
 * @param actor who sent it back last; null where nobody did
 * @param requeueRequestedAt since when it is on its way back; null while it only lies there
 * @param lastError why it could not be sent back
 */
public record DeadLetter(
        String id,
        String cursor,
        String reason,
        @Nullable String queue,
        String exchange,
        String routingKey,
        long count,
        int requeued,
        @JsonRawValue String headers,
        @JsonRawValue String properties,
        String body,
        String bodyEncoding,
        int bodyBytes,
        boolean bodyCut,
        Instant parkedAt,
        @Nullable String actor,
        @Nullable Instant requeueRequestedAt,
        @Nullable String lastError) {}
