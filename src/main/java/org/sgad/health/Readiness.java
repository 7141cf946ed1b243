package org.sgad.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.sgad.broker.RabbitMq;

/** Ready: the database answers, and both connections to the broker are open. */
public final class Readiness {
    private Readiness() {}

    private static HealthCheckResponse response(String name, Optional<String> trouble) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(trouble.isEmpty());
        trouble.ifPresent(reason -> response.withData("reason", reason));
        return response.build();
    }

    /** Asks the database for a sign of life, for two seconds at most. */
    @org.eclipse.microprofile.health.Readiness
    @ApplicationScoped
    public static class Database implements HealthCheck {
        private static final int PATIENCE_SECONDS = 2;

        @Inject
        DataSource dataSource;

        @Override
        public HealthCheckResponse call() {
            return response("database", trouble());
        }

        private Optional<String> trouble() {
            try (Connection connection = dataSource.getConnection()) {
                return connection.isValid(PATIENCE_SECONDS) ? Optional.empty() : Optional.of("no answer");
            } catch (SQLException e) {
                return Optional.of("no connection");
            }
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
}
