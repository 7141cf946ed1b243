package org.sgad.node;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** The zone that days and times of day are meant in: {@code SGAD_TIMEZONE}. */
public record HomeZone(ZoneId id) implements ComponentSettings {
    private static final ZoneId DEFAULT = ZoneId.of("America/Bogota");

    public static HomeZone from(Settings settings) {
        return new HomeZone(settings.parsed("sgad.timezone", "a time zone such as America/Bogota", ZoneId::of)
                .orElse(DEFAULT));
    }

    /** The instant as people in the zone read it. */
    public OffsetDateTime at(Instant instant) {
        return instant.atZone(id).toOffsetDateTime();
    }
}
