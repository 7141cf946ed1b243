package org.sgad.availability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

/** Reads the slots that a referee files for a week, and names everything that is wrong with them at once. */
final class SlotsReader {
    private static final int MAX_SLOTS = 50;

    // seconds may be there, as many libraries print them; nobody plans by them
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);

    /** A slot and where it stood. */
    private record Placed(Slot slot, String path) {
        @Override
        public String toString() {
            return path + ", " + slot.start() + " to " + slot.end();
        }
    }

    private final Week week;
    private final List<FieldError> errors = new ArrayList<>();

    private SlotsReader(Week week) {
        this.week = week;
    }

    /**
     * Reads {@code {"slots":[{"date","start","end"}]}}; an empty list is a week without any time. Other fields are
     * ignored.
     *
     * @return the slots in order of time
     * @throws InvalidFields naming every field that is missing or wrong
     */
    static List<Slot> read(ObjectNode body, Week week) {
        SlotsReader reader = new SlotsReader(week);
        List<Slot> slots = reader.slots(body.path("slots"));
        if (!reader.errors.isEmpty()) {
            throw new InvalidFields(reader.errors);
        }
        return slots;
    }

    private List<Slot> slots(JsonNode given) {
        if (!given.isArray()) {
            wrong("slots", given, "must be a list of {date, start, end}");
            return List.of();
        }
        if (given.size() > MAX_SLOTS) {
            errors.add(new FieldError("slots", given.size() + " slots", "must be at most " + MAX_SLOTS));
            return List.of();
        }
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String path = "slots[" + i + "]";
            Slot slot = slot(path, given.get(i));
            if (slot != null) {
                placed.add(new Placed(slot, path));
            }
        }
        placed.sort(Comparator.comparing(Placed::slot));
        refuseOverlaps(placed);
        return placed.stream().map(Placed::slot).toList();
    }

    private @Nullable Slot slot(String path, JsonNode given) {
        if (!given.isObject()) {
            wrong(path, given, "must be an object {date, start, end}");
            return null;
        }
        LocalDate date = parsed(
                path + ".date",
                given.path("date"),
                this::dateOfWeek,
                "must be a date of " + week + ", " + week.monday() + " to " + week.sunday());
        LocalTime start = time(path + ".start", given.path("start"));
        LocalTime end = time(path + ".end", given.path("end"));
        if (date == null || start == null || end == null) {
            return null;
        }
        try {
            return new Slot(date, start, end);
        } catch (InvalidFields e) {
            errors.addAll(e.in(path + ".end").errors());
            return null;
        }
    }

    private LocalDate dateOfWeek(String text) {
        LocalDate date = LocalDate.parse(text);
        if (!week.contains(date)) {
            throw new DateTimeException(date + " is not in " + week);
        }
        return date;
    }

    private @Nullable LocalTime time(String path, JsonNode given) {
        return parsed(path, given, text -> LocalTime.parse(text, TIME), "must be a time such as 08:00");
    }

    private <T> @Nullable T parsed(String path, JsonNode given, Function<String, T> parser, String allowed) {
        try {
            if (given.isTextual()) {
                return parser.apply(given.textValue());
            }
        } catch (DateTimeException e) {
            // answered below, as anything else that is not allowed
        }
        wrong(path, given, allowed);
        return null;
    }

    private void refuseOverlaps(List<Placed> inOrder) {
        Placed longest = null;
        for (Placed next : inOrder) {
            if (longest == null || !next.slot().overlaps(longest.slot())) {
                longest = next;
                continue;
            }
            errors.add(new FieldError(
                    next.path() + ".start",
                    next.slot().start().toString(),
                    "must not overlap " + longest + "; touching is fine"));
            if (next.slot().end().isAfter(longest.slot().end())) {
                longest = next;
            }
        }
    }

    private void wrong(String path, JsonNode given, String allowed) {
        boolean absent = given.isMissingNode() || given.isNull();
        errors.add(FieldError.of(path, given, (absent ? "is missing; " : "") + allowed));
    }
}
