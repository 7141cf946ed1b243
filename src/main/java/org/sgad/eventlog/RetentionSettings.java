package org.sgad.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * How much of the log is kept.
 *
 * @param months whole ones before the current; 0 is everything
 */
public record RetentionSettings(int months) implements ComponentSettings {
    private static final int MOST_MONTHS = 1_200;
    private static final int SHORTEST_MONTH = 28;

    public static RetentionSettings from(Settings settings) {
        return new RetentionSettings(settings.number("sgad.log.retention.months", 0, 0, MOST_MONTHS));
    }

    public boolean isOn() {
        return months > 0;
    }

    /** For how long every event is kept at least, where not everything is. */
    public Duration shortest() {
        return Duration.ofDays((long) months * SHORTEST_MONTH);
    }

    /** What was recorded before is not kept: the first moment of a month. */
    Instant keptSince(Instant now, ZoneId zone) {
        ZonedDateTime month = now.atZone(zone).withDayOfMonth(1).with(LocalTime.MIDNIGHT);
        return month.minusMonths(months).toInstant();
    }
}
