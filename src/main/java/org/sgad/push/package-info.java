/**
 * From {@link org.sgad.intake.EventReceived} to people: the dispatcher finds the sessions, and each session has a bounded
 * queue with one send in flight, so that nobody slow holds up anybody else.
 */
@NullMarked
package org.sgad.push;

import org.jspecify.annotations.NullMarked;
