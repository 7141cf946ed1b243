/**
 * From {@link org.sgad.intake.EventReceived} to people: the dispatcher finds the sessions, and each session has a bounded
 * queue with one send in flight, so that nobody slow holds up anybody else.
 *
 * <p>What clients acknowledge goes the other way, from {@link org.sgad.push.Receipts} in batches into the log. At the end
 * {@link org.sgad.push.Draining} sends everybody to another node.
 */
@NullMarked
package org.sgad.push;

import org.jspecify.annotations.NullMarked;
