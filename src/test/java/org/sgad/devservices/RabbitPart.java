package org.sgad.devservices;

import java.util.Optional;

/** RabbitMQ, wherever it comes from. */
public interface RabbitPart extends Part {

    int STANDARD_PORT = 5672;
    int STANDARD_MANAGEMENT_PORT = 15672;
    String USER = "sgad_rabbit";
    String VHOST = "sgad_vhost";

    @Override
    default String name() {
        return "RabbitMQ";
    }

    /**
     * Runs {@code rabbitmqctl} and returns what it printed.
     *
     * @throws IllegalStateException with its output when it fails
     */
    String ctl(String... arguments);

    /** Where people find the management pages. */
    Optional<String> managementUrl();

    /** Where Prometheus finds the broker's own metrics, where it does. */
    default Optional<String> metricsUrl() {
        return Optional.empty();
    }

    /** Where people find the password of {@link #USER}: a file, or a variable. */
    String passwordPlace();

    /** A command line that runs {@code rabbitmqctl} against this broker, to copy. */
    Optional<String> ctlLine();
}
