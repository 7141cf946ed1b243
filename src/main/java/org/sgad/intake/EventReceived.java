package org.sgad.intake;

import org.jspecify.annotations.Nullable;
import org.sgad.event.Envelope;

/**
 * An event arrived at this node: for the first time as far as the node remembers, or to be sent to its sessions again.
 *
 * @param position its place in the log; 0 where the message does not tell, as another publisher's
 * @param recordedAt when the log took it, in milliseconds of the database's clock; 0 where the message does not tell
 * @param isReplay whether it goes to its sessions whether or not they have it, as an administrator wants
 * @param correlationId what ties it to a request, or null
 */
public record EventReceived(
        Envelope event,
        long position,
        long recordedAt,
        boolean isReplay,
        @Nullable String correlationId) {}
