package org.sgad.notification;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * Hours of each day in which a user wants no e-mail, as the clocks on their walls tell them.
 *
 * @param from the first moment
 * @param to the first moment after; before {@code from} where midnight lies between
 */
public record QuietHours(
        LocalTime from,
        LocalTime to,
        @JsonSerialize(using = ToStringSerializer.class) ZoneId timezone) {

    /** @throws IllegalArgumentException where they are none: from and to are the same */
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("from and to are both " + from);
        }
    }

    boolean contain(Instant instant) {
        LocalTime time = instant.atZone(timezone).toLocalTime();
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /** The first instant, the given one or later, that is not within them. */
    Instant endAfter(Instant instant) {
        if (!contain(instant)) {
            return instant;
        }
        ZonedDateTime now = instant.atZone(timezone);
        boolean tomorrow = !now.toLocalTime().isBefore(to);
        LocalDateTime end = now.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(to);
        ZoneOffsetTransition change = timezone.getRules().getTransition(end);
        if (change != null && change.isGap()) {
            // the clock jumps over the end, and with it out of the quiet
            return change.getInstant();
        }
        Instant first = end.atZone(timezone).toInstant();
        // a time that comes twice, and the first one is over
        return first.isAfter(instant)
                ? first
                : end.atZone(timezone).withLaterOffsetAtOverlap().toInstant();
    }
}
