package org.sgad.security;

import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * How much one caller may publish on one node.
 *
 * @param publishRate events a second
 * @param publishBurst events at once, after a pause
 */
record LimitSettings(int publishRate, int publishBurst) implements ComponentSettings {
    private static final int MOST = 1_000_000;

    static LimitSettings from(Settings settings) {
        return new LimitSettings(
                settings.number("sgad.publish.rate", 200, 1, MOST),
                settings.number("sgad.publish.burst", 1_000, 1, MOST));
    }
}
