package org.sgad.flow;

import java.util.Map;
import org.sgad.devservices.DevServices;
import redis.clients.jedis.RedisClient;

/** Any other program that knows Redis. */
final class OtherProgram implements AutoCloseable {
    private final RedisClient redis;

    OtherProgram() {
        Map<String, String> settings = DevServices.current().redis().settings();
        redis = RedisClient.create(
                settings.getOrDefault("REDIS_HOST", ""), Integer.parseInt(settings.getOrDefault("REDIS_PORT", "")));
    }

    /** Returns how many heard it. */
    long publish(String channel, String text) {
        return redis.publish(channel, text);
    }

    @Override
    public void close() {
        redis.close();
    }
}
