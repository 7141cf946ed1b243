package org.sgad.push;

import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * What one user may take.
 *
 * @param sessionsPerUser how many sessions a user may have, on this node and on all together
 */
record PushSettings(int sessionsPerUser) implements ComponentSettings {
    private static final int MOST = 10_000;

    static PushSettings from(Settings settings) {
        return new PushSettings(settings.number("sgad.sessions.per.user", 20, 1, MOST));
    }
}
