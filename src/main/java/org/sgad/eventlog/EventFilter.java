package org.sgad.eventlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

/**
 * Which events of the log are wanted; null means any.
 *
 * @param type a type, or {@code availability.*} for all that begin so
 * @param from events that occurred at this instant or later
 * @param to events that occurred before this instant
 * @param text a piece of the body, without regard to case
 */
public record EventFilter(
        @Nullable String type,
        @Nullable String subject,
        @Nullable String actor,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text) {
    /** Every event. */
    public static final EventFilter ALL = new EventFilter(null, null, null, null, null, null);

    private static final int MAX_LENGTH = 200;

    /** Reads a filter as the API's parameters give it. */
    public static EventFilter parse(
            @Nullable String type,
            @Nullable String subject,
            @Nullable String actor,
            @Nullable String from,
            @Nullable String to,
            @Nullable String text) {
        List<FieldError> errors = new ArrayList<>();
        EventFilter filter = new EventFilter(
                bounded("type", type, errors),
                bounded("subject", subject, errors),
                bounded("actor", actor, errors),
                instant("from", from, errors),
                instant("to", to, errors),
                bounded("q", text, errors));
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return filter;
    }

    private static @Nullable String bounded(String field, @Nullable String value, List<FieldError> errors) {
        if (value != null && (value.length() > MAX_LENGTH || value.indexOf('\0') >= 0)) {
            errors.add(new FieldError(field, value, "must be at most " + MAX_LENGTH + " characters, none of them NUL"));
        }
        return value == null || value.isEmpty() ? null : value;
    }

    private static @Nullable Instant instant(String field, @Nullable String value, List<FieldError> errors) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value);
            if (time.getYear() > 1900 && time.getYear() < 3000) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // answered below, as a year that no event has
        }
        errors.add(new FieldError(field, value, "must be a time such as 2026-10-16T15:00:00-05:00"));
        return null;
    }
}
