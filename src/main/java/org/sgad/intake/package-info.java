/**
 * What arrives from the broker: the gateway's queue becomes CDI {@link EventReceived}, and the recorder writes other
 * publishers' events into the log.
 */
@NullMarked
package org.sgad.intake;

import org.jspecify.annotations.NullMarked;
