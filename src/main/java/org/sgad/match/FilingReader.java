package org.sgad.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.node.HomeZone;

/**
 * Reads any publisher's {@code availability.updated}. A week that is not named, or without its year, is told by its slots; a
 * time without an offset is meant in the zone, and one that is missing is the message's own.
 */
@Dependent
public class FilingReader {
    private static final int MAX_SLOTS = 50;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;
    // one that is far ahead of its time would keep out everything that follows
    private static final Duration AHEAD = Duration.ofDays(1);

    private final HomeZone zone;
    private final Clock clock;

    @Inject
    public FilingReader(HomeZone zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * Reads an event's body.
     *
     * @param referee whom the event concerns
     * @param occurredAt the message's own time
     * @return nothing where it has no {@code slots}: other publishers may tell no more than that a week was updated
     * @throws InvalidFields where it does not tell whose week it is, which, or when the referee is available
     */
    Optional<Filing> read(EventId id, @Nullable UserId referee, String body, Instant occurredAt) {
        JsonNode fields = json(body);
        if (!fields.hasNonNull("slots")) {
            return Optional.empty();
        }
        if (referee == null) {
            throw new InvalidFields("referee_id", null, "is missing; a referee must be in the routing key or the body");
        }
        Instant updatedAt = updatedAt(fields.path("updated_at"), occurredAt);
        List<LocalSlot> slots = slots(fields.path("slots"));
        LocalDate monday = monday(fields, slots, updatedAt);
        for (LocalSlot slot : slots) {
            if (!mondayOf(slot.date()).equals(monday)) {
                throw new InvalidFields("slots", slot.date(), "must be of one week, that of " + monday);
            }
        }
        return Optional.of(new Filing(referee, monday, updatedAt, id, LocalSlot.merged(slots)));
    }

    private static JsonNode json(String body) {
        try {
            return EventJson.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new InvalidFields("body", null, "must be JSON: " + e.getOriginalMessage());
        }
    }

    private Instant updatedAt(JsonNode given, Instant otherwise) {
        if (given.isMissingNode() || given.isNull()) {
            return otherwise;
        }
        Instant at = parsed("updated_at", given, this::instant, "must be a time such as 2026-10-12T09:30:00-05:00");
        if (at.isAfter(clock.instant().plus(AHEAD))) {
            throw new InvalidFields("updated_at", given.textValue(), "must not be more than a day ahead");
        }
        return at;
    }

    private Instant instant(String text) {
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        Instant instant = time instanceof OffsetDateTime at
                ? at.toInstant()
                : LocalDateTime.from(time).atZone(zone.id()).toInstant();
        requireYear(zone.at(instant).getYear());
        return instant;
    }

    private static List<LocalSlot> slots(JsonNode given) {
        if (!given.isArray() || given.size() > MAX_SLOTS) {
            throw new InvalidFields(
                    "slots",
                    given.isArray() ? given.size() + " slots" : given.asText(null),
                    "must be a list of at most " + MAX_SLOTS + " {date, start, end}");
        }
        List<LocalSlot> slots = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            slots.add(slot("slots[" + i + "]", given.get(i)));
        }
        return slots;
    }

    private static LocalSlot slot(String path, JsonNode given) {
        LocalDate date = parsed(path + ".date", given.path("date"), FilingReader::date, "must be a date");
        LocalTime start =
                parsed(path + ".start", given.path("start"), FilingReader::time, "must be a time such as 08:00");
        LocalTime end = parsed(path + ".end", given.path("end"), FilingReader::time, "must be a time such as 12:00");
        if (!end.isAfter(start)) {
            throw new InvalidFields(path + ".end", end.toString(), "must be after the start, " + start);
        }
        return new LocalSlot(date, start, end);
    }

    /** To the second, as our own slots: the database would round finer times, up to an empty slot or to midnight. */
    private static LocalTime time(String text) {
        return LocalTime.parse(text).truncatedTo(ChronoUnit.SECONDS);
    }

    private static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        requireYear(date.getYear());
        return date;
    }

    private LocalDate monday(JsonNode fields, List<LocalSlot> slots, Instant updatedAt) {
        JsonNode number = fields.path("week_number");
        JsonNode year = fields.path("week_year");
        if (number.isMissingNode() || number.isNull()) {
            return slots.stream()
                    .findFirst()
                    .map(slot -> mondayOf(slot.date()))
                    .orElseThrow(
                            () -> new InvalidFields("week_number", null, "is missing, and no slot tells the week"));
        }
        int weekYear = year.isMissingNode() || year.isNull()
                ? (slots.isEmpty()
                                ? zone.at(updatedAt).toLocalDate()
                                : slots.get(0).date())
                        .get(IsoFields.WEEK_BASED_YEAR)
                : whole("week_year", year, FIRST_YEAR, LAST_YEAR);
        // 4 January is always in the first week
        LocalDate monday =
                LocalDate.of(weekYear, 1, 4).with(DayOfWeek.MONDAY).plusWeeks(whole("week_number", number, 1, 53) - 1L);
        if (monday.get(IsoFields.WEEK_BASED_YEAR) != weekYear) {
            throw new InvalidFields("week_number", number.asText(), "must be a week of " + weekYear);
        }
        return monday;
    }

    static LocalDate mondayOf(LocalDate date) {
        return date.with(DayOfWeek.MONDAY);
    }

    private static int whole(String field, JsonNode given, int min, int max) {
        int number = given.isIntegralNumber() && given.canConvertToInt() ? given.intValue() : -1;
        if (number < min || number > max) {
            throw new InvalidFields(field, given.asText(), "must be a whole number from " + min + " to " + max);
        }
        return number;
    }

    private static void requireYear(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("not of the years 2000 to 2200");
        }
    }

    private static <T> T parsed(String field, JsonNode given, Function<String, T> parser, String allowed) {
        try {
            if (given.isTextual()) {
                return parser.apply(given.textValue());
            }
        } catch (DateTimeException e) {
            // answered below, as anything else that is not allowed
        }
        throw new InvalidFields(field, given.asText(null), allowed);
    }
}
