package org.sgad.broker;

import java.time.Duration;
import org.sgad.node.Role;

/**
 * A queue and who takes it.
 *
 * @param role whose nodes consume it
 * @param exclusive whether nobody else may consume from the queue meanwhile
 * @param prefetch how many deliveries may be unacknowledged
 * @param attempts how often a delivery is tried that its consumer fails on; more than one needs a queue that counts
 *     deliveries
 */
public record Subscription(String queue, Role role, boolean exclusive, int prefetch, int attempts, Consumer consumer) {
    /** A delivery is tried once: for a classic queue, which would offer it again for ever. */
    public static final int ONCE = 1;

    /** A service's delivery is tried as often as its queue delivers it. */
    public static final int SERVICE = Topology.DELIVERIES;

    /** A delivery is never given up. */
    public static final int FOR_EVER = Integer.MAX_VALUE;

    private static final Duration PEOPLE_WAIT = Duration.ofMillis(2);
    private static final Duration SERVICES_WAIT = Duration.ofMillis(10);

    /** How long what arrives gathers, where much does: people wait for a node's own queue, and the others' batches commit. */
    Duration gathering() {
        return exclusive ? PEOPLE_WAIT : SERVICES_WAIT;
    }
}
