package org.sgad.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.sgad.broker.RabbitMq;
import org.sgad.node.DatabasePulse;
import org.sgad.signal.Redis;

/** Ready: the database answers, and both connections to the broker are open; whether Redis is away is told beside. */
public final class Readiness {
    private Readiness() {}

    private static HealthCheckResponse response(String name, Optional<String> trouble) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(trouble.isEmpty());
        trouble.ifPresent(reason -> response.withData("reason", reason));
        return response.build();
    }

    /** Looks when the database last answered, which it does twice a second. */
    @org.eclipse.microprofile.health.Readiness
    @ApplicationScoped
    public static class Database implements HealthCheck {
        static final Duration PATIENCE = Duration.ofSeconds(3);

        @Inject
        DatabasePulse pulse;

        @Override
        public HealthCheckResponse call() {
            return response(
                    "database",
                    pulse.isYoungerThan(PATIENCE)
                            ? Optional.empty()
                            : Optional.of("no answer for " + PATIENCE.toSeconds() + " s"));
        }
    }

    /** Asks the connections' own state, which heartbeats keep true. */
    @org.eclipse.microprofile.health.Readiness
    @ApplicationScoped
    public static class Broker implements HealthCheck {
        @Inject
        RabbitMq rabbitMq;

        @Override
        public HealthCheckResponse call() {
            return response("broker", rabbitMq.trouble());
        }
    }

    /** Always up: a node without Redis does all but a few things, and {@code degraded} says why it does not do those. */
    @org.eclipse.microprofile.health.Readiness
    @ApplicationScoped
    public static class Signals implements HealthCheck {
        @Inject
        Redis redis;

        @Override
        public HealthCheckResponse call() {
            HealthCheckResponseBuilder response =
                    HealthCheckResponse.named("redis").up();
            redis.trouble().ifPresent(reason -> response.withData("degraded", reason));
            return response.build();
        }
    }
}
