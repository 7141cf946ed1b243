package org.sgad.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.UserId;

/**
 * What a client says about an event: that it has it, and perhaps that the person read it.
 *
 * @param readAt null where only the delivery was said
 */
public record Acknowledgement(
        UserId user,
        EventId event,
        Instant deliveredAt,
        @Nullable Instant readAt) {
    public static Acknowledgement delivered(UserId user, EventId event, Instant at) {
        return new Acknowledgement(user, event, at, null);
    }

    /** What was read was delivered. */
    public static Acknowledgement read(UserId user, EventId event, Instant at) {
        return new Acknowledgement(user, event, at, at);
    }

    /** This and another one of the same user and event as one: the first times stay. */
    public Acknowledgement with(Acknowledgement other) {
        return new Acknowledgement(
                user,
                event,
                deliveredAt.isBefore(other.deliveredAt) ? deliveredAt : other.deliveredAt,
                readAt == null || (other.readAt != null && other.readAt.isBefore(readAt)) ? other.readAt : readAt);
    }

    /** What the log says of an acknowledgement. */
    public enum Fate {
        /** The event is for this user; the receipt is in the log. */
        KEPT,
        /** The event is not for this user, so that nothing is kept. */
        NOT_THEIRS,
        /** The log does not have the event, or not yet. */
        UNKNOWN
    }
}
