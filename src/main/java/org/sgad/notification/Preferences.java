package org.sgad.notification;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a user wants to be told; rules inbox and e-mail, not the socket.
 *
 * @param quietHours when no e-mail is sent; null where any time is good
 * @param email where e-mail goes; null where the user wants none
 */
public record Preferences(
        Language language,
        @Nullable QuietHours quietHours,
        MutedTypes mutedTypes,
        @Nullable EmailAddress email) {
    /** Those of who never said anything. */
    static final Preferences DEFAULT = new Preferences(Language.ES, null, MutedTypes.NONE, null);

    /** The zone the user lives in, as far as we know. */
    ZoneId zone(ZoneId otherwise) {
        return quietHours == null ? otherwise : quietHours.timezone();
    }
}
