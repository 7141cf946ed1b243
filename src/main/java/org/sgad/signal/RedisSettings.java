package org.sgad.signal;

import java.util.Optional;
import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/** Where Redis is, and how to get in. */
record RedisSettings(String host, int port, Optional<String> password, boolean tls) implements ComponentSettings {
    private static final int STANDARD_PORT = 6379;

    static RedisSettings from(Settings settings) {
        return new RedisSettings(
                settings.text("redis.host", "localhost"),
                settings.port("redis.port", STANDARD_PORT),
                settings.text("redis.password"),
                settings.flag("redis.tls", false));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + host + ":" + port;
    }
}
