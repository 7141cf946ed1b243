package org.sgad.match;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.node.HomeZone;

/**
 * Which matches are wanted; null means any.
 *
 * @param from those that kick off at this instant or later
 * @param to those that kick off before this instant
 * @param referee those that this referee is assigned to
 */
record MatchFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UserId referee,
        @Nullable MatchStatus status,
        @Nullable String category) {

    /**
     * Reads a filter as the API's parameters give it; a date is its beginning.
     *
     * @throws InvalidFields naming every parameter that is wrong
     */
    static MatchFilter parse(
            @Nullable String from,
            @Nullable String to,
            @Nullable String referee,
            @Nullable String status,
            @Nullable String category,
            HomeZone zone) {
        List<FieldError> errors = new ArrayList<>();
        MatchFilter filter = new MatchFilter(
                instant("from", from, zone, errors),
                instant("to", to, zone, errors),
                referee == null ? null : UserId.parse("referee_id", referee),
                status(status, errors),
                category(category, errors));
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return filter;
    }

    private static @Nullable Instant instant(
            String field, @Nullable String given, HomeZone zone, List<FieldError> errors) {
        if (given == null) {
            return null;
        }
        try {
            Instant instant = given.length() == "2026-10-17".length()
                    ? LocalDate.parse(given).atStartOfDay(zone.id()).toInstant()
                    : OffsetDateTime.parse(given).toInstant();
            int year = zone.at(instant).getYear();
            if (year > 1900 && year < 3000) {
                return instant;
            }
        } catch (DateTimeException e) {
            // answered below, as a year of no match
        }
        errors.add(new FieldError(
                field, given, "must be a date such as 2026-10-17, or a time such as 2026-10-17T15:30:00-05:00"));
        return null;
    }

    private static @Nullable MatchStatus status(@Nullable String given, List<FieldError> errors) {
        if (given == null) {
            return null;
        }
        return MatchStatus.find(given).orElseGet(() -> {
            errors.add(new FieldError("status", given, "must be scheduled or cancelled"));
            return null;
        });
    }

    private static @Nullable String category(@Nullable String given, List<FieldError> errors) {
        if (given != null && (given.length() > MatchForm.MAX_TEXT || given.indexOf('\0') >= 0)) {
            errors.add(new FieldError(
                    "category", given, "must be at most " + MatchForm.MAX_TEXT + " characters, none of them NUL"));
        }
        return given;
    }
}
