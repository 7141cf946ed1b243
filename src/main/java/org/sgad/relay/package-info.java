/**
 * Brings what is committed in the log to the broker: claim, publish, wait for the confirms, mark.
 *
 * <p>A turn is one transaction, of up to ten batches of 500, that holds the relay's turn in the cluster. While a batch is on
 * its way to the broker, the one before it is marked and the one behind it is claimed, so that neither the broker nor the
 * database waits for the other. Should the node be killed in between, the turn falls free at once, and what was published
 * without being marked is published again with the same id.
 *
 * <p>What the broker refuses by itself (unroutable, nacked, not encodable) waits for a back-off of up to a minute. What
 * it did not answer, being away, frozen or blocked, is nobody's fault and goes out as soon as it is back. Both show
 * their reason.
 *
 * <p>The order of a subject: events are sent in the order of the log over one channel, so queues have them in that order.
 * What cannot be encoded is known before anything is sent, and holds back all later events of its subject; so does
 * whatever was refused in an earlier batch, which is tried again alone. A return or a nack holds back what has not been
 * sent when it arrives: those under way, at most 1,000, that were sent by then may overtake it. Waiting for each
 * confirm would close that gap, and make publishing some hundred times slower for a case that needs a missing queue.
 */
@NullMarked
package org.sgad.relay;

import org.jspecify.annotations.NullMarked;
