package org.sgad.broker;

import java.time.Duration;

/**
 * How long a batch waits for its confirms. Whoever publishes holds the cluster's turn, which ends by itself after 15
 * seconds.
 *
 * @param silence without any sign of the broker
 * @param blocked the same, once the broker has said that it takes no messages
 * @param longest whatever happens
 */
record Patience(Duration silence, Duration blocked, Duration longest) {
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(10));
}
