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

    /** How much Redis may keep, in bytes; 0 is as much as it can. */
    void limitMemory(int bytes) {
        redis.configSet("maxmemory", Integer.toString(bytes));
    }

    @Override
    public void close() {
        redis.close();
    }
}
