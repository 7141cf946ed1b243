package org.sgad.broker;

/**
 * A queue and who takes it.
 *
 * @param exclusive whether nobody else may consume from the queue meanwhile
 * @param prefetch how many deliveries may be unacknowledged
 */
public record Subscription(String queue, boolean exclusive, int prefetch, Consumer consumer) {}
