/**
 * Sends a slice of the log again, to the sockets of those it was for or to the broker, because somebody asked for it.
 *
 * <p>Not in the first design, which had replays in {@code admin}. They have a table, a loop and a resource, and nothing of
 * these concerns the queries there.
 *
 * <p>A replay is a row that says how far it came. Whichever node finds one that is due takes its lock, sends the next
 * batch, waits for the broker's confirms and writes how far it came, in one transaction: a killed node's replay goes on at
 * another one, which may send a batch a second time, with the same ids. When the next batch is due is in the row as well,
 * so that all nodes together keep the rate.
 *
 * <p>What goes to sockets travels through the exchange {@code sgad.replays}, which every gateway's queue is bound to: to
 * name those queues, the management API would have to be there.
 */
@NullMarked
package org.sgad.replay;

import org.jspecify.annotations.NullMarked;
