package org.sgad.security;

import java.util.OptionalInt;
import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * How much one caller may publish on one node.
 *
 * @param publishRate events a second; nothing where nobody is limited
 * @param publishBurst events at once, after a pause
 */
record LimitSettings(OptionalInt publishRate, int publishBurst) implements ComponentSettings {
    private static final int MOST = 1_000_000;
    private static final String RATE = "sgad.publish.rate";

    static LimitSettings from(Settings settings) {
        return new LimitSettings(
                settings.parsed(RATE, "none, or a whole number from 1 to " + MOST, LimitSettings::rate)
                        .orElse(OptionalInt.of(200)),
                settings.number("sgad.publish.burst", 1_000, 1, MOST));
    }

    private static OptionalInt rate(String text) {
        if (text.equalsIgnoreCase("none")) {
            return OptionalInt.empty();
        }
        int rate = Integer.parseInt(text);
        if (rate < 1 || rate > MOST) {
            throw new IllegalArgumentException(text);
        }
        return OptionalInt.of(rate);
    }
}
