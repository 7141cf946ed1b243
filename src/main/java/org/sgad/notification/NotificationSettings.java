package org.sgad.notification;

import java.time.Duration;
import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * How long an inbox keeps what came.
 *
 * @param kept counted from when it happened
 */
record NotificationSettings(Duration kept) implements ComponentSettings {
    private static final int DEFAULT_DAYS = 90;
    private static final int MOST_DAYS = 3_650;

    static NotificationSettings from(Settings settings) {
        return new NotificationSettings(
                Duration.ofDays(settings.number("sgad.inbox.days", DEFAULT_DAYS, 1, MOST_DAYS)));
    }
}
