package org.sgad.availability;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/** The calendar of closings. Immutable. */
public final class ClosingSchedule {
    private final ClosingSettings settings;

    public ClosingSchedule(ClosingSettings settings) {
        this.settings = settings;
    }

    /**
     * When a week's closing is due. Where clocks are put forward over that time it is later by as much; where they are
     * put back and it comes twice, it is the first.
     */
    public ZonedDateTime dueAt(Week week) {
        return ZonedDateTime.of(
                week.monday().with(TemporalAdjusters.nextOrSame(settings.day())), settings.time(), settings.zone());
    }

    /** The week that it is in the zone. */
    public Week weekAt(Instant instant) {
        return Week.of(at(instant).toLocalDate());
    }

    /** The first week whose closing is due after the given instant. */
    public Week nextAfter(Instant instant) {
        Week current = weekAt(instant);
        return isDueBy(current, instant) ? current.plusWeeks(1) : current;
    }

    /** The weeks whose closings fell due after {@code from} and not after {@code to}, in order. */
    public List<Week> dueBetween(Instant from, Instant to) {
        return Stream.iterate(nextAfter(from), week -> isDueBy(week, to), week -> week.plusWeeks(1))
                .toList();
    }

    /** The instant as people in the zone read it. */
    public OffsetDateTime at(Instant instant) {
        return instant.atZone(settings.zone()).toOffsetDateTime();
    }

    private boolean isDueBy(Week week, Instant instant) {
        return !dueAt(week).toInstant().isAfter(instant);
    }

    @Override
    public String toString() {
        return settings.day() + " " + settings.time() + " " + settings.zone();
    }
}
