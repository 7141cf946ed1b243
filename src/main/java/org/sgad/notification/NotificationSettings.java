package org.sgad.notification;

import java.time.Duration;
import org.sgad.eventlog.RetentionSettings;
import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * How long an inbox keeps what came.
 *
 * @param kept counted from when it happened
 */
record NotificationSettings(Duration kept) implements ComponentSettings {
    private static final String KEY = "sgad.inbox.days";
    private static final int DEFAULT_DAYS = 90;
    private static final int MOST_DAYS = 3_650;

    static NotificationSettings from(Settings settings) {
        int days = settings.number(KEY, DEFAULT_DAYS, 1, MOST_DAYS);
        RetentionSettings log = RetentionSettings.from(settings);
        if (log.isOn() && days > log.shortest().toDays()) {
            // what was read is told by receipts, which go with the log's events
            throw settings.invalid(
                    KEY, "1 to " + log.shortest().toDays() + " while SGAD_LOG_RETENTION_MONTHS is " + log.months());
        }
        return new NotificationSettings(Duration.ofDays(days));
    }
}
