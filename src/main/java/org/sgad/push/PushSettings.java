package org.sgad.push;

import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * What one user or address may take.
 *
 * @param sessionsPerUser how many sessions a user may have, on this node and on all together
 * @param sessionsPerAddress how many sessions may come from one network address
 */
record PushSettings(int sessionsPerUser, int sessionsPerAddress) implements ComponentSettings {
    private static final int MOST = 10_000;
    private static final int MOST_OF_ADDRESS = 1_000_000;

    /** Behind a proxy all have its address; and where nobody is asked who they are, all are on this machine. */
    private static final int OF_ADDRESS = 10_000;

    static PushSettings from(Settings settings) {
        boolean isOpen = settings.text("sgad.auth", "jwt").equalsIgnoreCase("none");
        return new PushSettings(
                settings.number("sgad.sessions.per.user", 20, 1, MOST),
                settings.number(
                        "sgad.sessions.per.address", isOpen ? MOST_OF_ADDRESS : OF_ADDRESS, 1, MOST_OF_ADDRESS));
    }
}
