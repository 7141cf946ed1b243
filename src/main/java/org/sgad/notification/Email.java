package org.sgad.notification;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.UserId;

/**
 * An e-mail that this node is to send.
 *
 * @param preferences of now
 * @param attempt 1 at the first
 */
public record Email(
        EventId event,
        UserId user,
        EventType type,
        Facts facts,
        boolean critical,
        Preferences preferences,
        int attempt) {

    /** Whether its user does not want to be told of it any more. */
    boolean isMuted() {
        return !critical && preferences.mutedTypes().include(type);
    }

    /** Whether its user sleeps. */
    boolean isHeldAt(Instant now) {
        QuietHours quiet = preferences.quietHours();
        return !critical && quiet != null && quiet.contain(now);
    }

    /** The same for each attempt, so that a duplicate can be recognised. */
    String messageId(String domain) {
        String name = event.value() + '\0' + user.value();
        return "<" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) + "@" + domain + ">";
    }
}
