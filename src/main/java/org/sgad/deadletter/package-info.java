/**
 * Dead letters: whatever any queue gives up to {@code sgad.dlx} is parked in the database until somebody sends it back to
 * its queue or discards it.
 *
 * <p>A letter leaves its queue when it is committed here, and leaves the database when the broker has confirmed it: it may
 * be sent back twice when a node dies in between, and is never in neither place. AMQP gives a message no identity, so a
 * letter that is delivered again is known by all that it carries, and each one parked answers for one delivered again: two
 * letters that are alike in everything stay two.
 *
 * <p>What is asked for over HTTP is one transaction: the letter, and the {@code audit.*} event that says who did it.
 */
@NullMarked
package org.sgad.deadletter;

import org.jspecify.annotations.NullMarked;
