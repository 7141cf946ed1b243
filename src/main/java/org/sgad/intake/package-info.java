/**
 * What arrives from the broker: the gateway's queue becomes CDI {@link EventsReceived}, and the recorder writes other
 * publishers' events into the log. One CDI event tells of all that arrived together.
 *
 * <p>Every body is read as far as its top-level fields, our own too: properties that say it is ours can be set by anybody,
 * and what is no event must not reach a socket.
 */
@NullMarked
package org.sgad.intake;

import org.jspecify.annotations.NullMarked;
