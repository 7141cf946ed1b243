/**
 * Brings what is committed in the log to the broker: claim, publish, wait for the confirms, mark.
 *
 * <p>The claim, the publishing and the marking are one transaction that holds the relay's turn in the cluster. Should
 * its node be killed in between, the turn falls free at once, and what was published without being marked is published
 * again with the same id.
 */
@NullMarked
package org.sgad.relay;

import org.jspecify.annotations.NullMarked;
