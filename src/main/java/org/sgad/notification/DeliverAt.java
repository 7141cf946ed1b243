package org.sgad.notification;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

/** The field {@code deliver_at}: when a notification goes out. */
public final class DeliverAt {
    public static final String FIELD = "deliver_at";

    private static final Duration FARTHEST = Duration.ofDays(366);

    private DeliverAt() {}

    /**
     * When to send it, in milliseconds; nothing where that is now, as the time is missing or past.
     *
     * @throws InvalidFields where it is no time with an offset, or over a year from now
     */
    public static Optional<Instant> read(JsonNode given, Instant now) {
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        Instant at = given.isTextual() ? parse(given.textValue()) : null;
        if (at == null || at.isAfter(now.plus(FARTHEST))) {
            throw new InvalidFields(List.of(FieldError.of(
                    FIELD,
                    given,
                    "must be a time with an offset such as 2026-10-16T15:00:00-05:00, at most a year ahead")));
        }
        return at.isAfter(now) ? Optional.of(at.truncatedTo(ChronoUnit.MILLIS)) : Optional.empty();
    }

    private static @Nullable Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
