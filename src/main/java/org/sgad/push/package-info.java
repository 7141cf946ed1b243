/**
 * From {@link org.sgad.intake.EventsReceived} to people: the dispatcher finds the sessions, and each session has a bounded
 * queue with one send in flight, so that nobody slow holds up anybody else. Events become a client's bytes once for all who
 * get them so, and what arrived together goes out to each session in one write of the server's own
 * ({@link org.sgad.push.FrameWriter}): a broadcast to 1,000 sockets costs less than half the CPU of a send per event.
 *
 * <p>A session that follows the log begins with a {@link org.sgad.push.Recovery}: it is registered and holds what arrives,
 * gets what its client missed from the log by position, and then what was held. Positions alone do not make that whole, as
 * a node may hand out 12 before 11: an event that the broker refused once is published later than its successors, and
 * another publisher's event has a position only when it is recorded. So a node knows how far it has handed out the log and
 * what is missing below ({@link org.sgad.push.Horizon}), and a cursor names what of the user's is. It learns of our own
 * events' positions from a header of their messages and reads the log's places only where there is a gap, so that the
 * usual case costs no query; events are never delivered from the log but to who missed them.
 *
 * <p>What was published and did not arrive, although the node's queue was drained since, is taken from the log
 * ({@link org.sgad.push.LogWatch}): losing a queue loses nothing.
 *
 * <p>What clients acknowledge goes the other way, from {@link org.sgad.push.Receipts} in batches into the log. At the end
 * {@link org.sgad.push.Draining} sends everybody to another node.
 */
@NullMarked
package org.sgad.push;

import org.jspecify.annotations.NullMarked;
