package org.sgad.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Audience;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;

/**
 * An event as an inbox takes it.
 *
 * @param user whose it is; null where it is everybody's
 * @param critical whether it breaks through mute and quiet hours
 * @param at when it happened
 */
record Notice(EventId event, @Nullable UserId user, EventType type, boolean critical, Facts facts, Instant at) {
    /** Stands for everybody where a user's id is stored; no user can have it. */
    static final String EVERYBODY = "*";

    /**
     * The notice of an event; nothing where it concerns no user. A time that cannot be, in the future or before anything
     * that is kept, counts as now.
     */
    static Optional<Notice> of(SgadEvent event, Audience audience, Instant now, Duration kept) {
        if (audience instanceof Audience.AdminsOnly) {
            return Optional.empty();
        }
        boolean isPlausible =
                !event.occurredAt().isAfter(now) && event.occurredAt().isAfter(now.minus(kept));
        return Optional.of(new Notice(
                event.id(),
                audience.subject().orElse(null),
                event.type(),
                Facts.isCritical(event.body(), event.headers()),
                Facts.of(event.body()),
                isPlausible ? event.occurredAt() : now));
    }

    /** Whose it is, as it is stored. */
    String owner() {
        return user == null ? EVERYBODY : user.value();
    }

    boolean isMutedBy(Preferences preferences) {
        return !critical && preferences.mutedTypes().include(type);
    }
}
