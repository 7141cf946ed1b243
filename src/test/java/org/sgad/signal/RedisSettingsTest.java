package org.sgad.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgad.node.InvalidSetting;
import org.sgad.node.Settings;

class RedisSettingsTest {
    @Test
    void defaultsAreALocalRedis() {
        assertThat(from(Map.of())).isEqualTo(new RedisSettings("localhost", 6379, Optional.empty(), false));
    }

    @Test
    void everythingCanBeSetAndThePasswordIsNotShown() {
        RedisSettings settings = from(Map.of(
                "redis.host", "redis.example",
                "redis.port", "6380",
                "redis.password", "s3cret",
                "redis.tls", "true"));

        assertThat(settings).isEqualTo(new RedisSettings("redis.example", 6380, Optional.of("s3cret"), true));
        assertThat(settings).hasToString("rediss://redis.example:6380");
    }

    @Test
    void aWrongPortIsNamed() {
        assertThatThrownBy(() -> from(Map.of("redis.port", "abc")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("REDIS_PORT is 'abc'");
    }

    private static RedisSettings from(Map<String, String> values) {
        return RedisSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }
}
