package org.sgad.security;

import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * How callers are known.
 *
 * @param bindPublic whether callers beyond the loopback address are let in although nobody is asked who they are
 */
record AuthSettings(boolean bindPublic) implements ComponentSettings {
    private static final String KEY = "sgad.auth";

    /** Only {@code none} can be chosen so far, and it must be: nobody opens a system by forgetting a setting. */
    static AuthSettings from(Settings settings) {
        if (!settings.text(KEY, "jwt").equalsIgnoreCase("none")) {
            throw settings.invalid(KEY, "none (jwt, the default, is not available yet)");
        }
        return new AuthSettings(settings.flag("sgad.bind.public", false));
    }
}
