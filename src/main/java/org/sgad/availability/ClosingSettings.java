package org.sgad.availability;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import org.sgad.node.ComponentSettings;
import org.sgad.node.HomeZone;
import org.sgad.node.Settings;

/** When each week is closed: a day of that week, a time, and the zone that both are meant in. */
public record ClosingSettings(DayOfWeek day, LocalTime time, ZoneId zone) implements ComponentSettings {
    private static final LocalTime DEFAULT_TIME = LocalTime.of(15, 0);

    public static ClosingSettings from(Settings settings) {
        return new ClosingSettings(
                settings.choice("sgad.closing.day", DayOfWeek.class, DayOfWeek.FRIDAY),
                settings.parsed("sgad.closing.time", "a time such as 15:00", LocalTime::parse)
                        .orElse(DEFAULT_TIME),
                HomeZone.from(settings).id());
    }
}
