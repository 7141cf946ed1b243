package org.sgad.intake;

import org.sgad.event.Envelope;

/**
 * An event arrived at this node, for the first time as far as the node remembers. Fired synchronously, one at a time:
 * observers must not block, and what they throw is logged and changes nothing. {@link AllHandedOut} follows what arrived
 * together.
 *
 * @param position its place in the log; 0 where the message does not tell, as another publisher's
 * @param recordedAt when the log took it, in milliseconds of the database's clock; 0 where the message does not tell
 */
public record EventReceived(Envelope event, long position, long recordedAt) {}
