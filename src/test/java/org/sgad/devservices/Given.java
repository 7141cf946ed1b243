package org.sgad.devservices;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Services that the environment names, to be used instead of private parts. */
final class Given {

    private Given() {}

    static Optional<GivenPart> rabbitMq(Map<String, String> environment) {
        return value(environment, "RABBITMQ_HOST")
                .map(host -> part("RabbitMQ", "RABBITMQ_", environment)
                        .at(
                                "RABBITMQ_HOST",
                                host + ":" + value(environment, "RABBITMQ_PORT").orElse("5672")));
    }

    static Optional<GivenPart> redis(Map<String, String> environment) {
        return value(environment, "REDIS_HOST")
                .map(host -> part("Redis", "REDIS_", environment)
                        .at(
                                "REDIS_HOST",
                                host + ":" + value(environment, "REDIS_PORT").orElse("6379")));
    }

    static Optional<GivenPart> postgres(Map<String, String> environment) {
        return value(environment, "DB_URL")
                .map(url -> part("PostgreSQL", "DB_", environment).at("DB_URL", url));
    }

    private record Named(String name, Map<String, String> settings) {
        GivenPart at(String variable, String where) {
            return new GivenPart(name, variable, where, settings);
        }
    }

    private static Named part(String name, String prefix, Map<String, String> environment) {
        return new Named(
                name,
                environment.entrySet().stream()
                        .filter(variable -> variable.getKey().startsWith(prefix))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
