package org.sgad.intake;

import org.sgad.event.Envelope;

/**
 * An event arrived at this node, for the first time as far as the node remembers. Fired synchronously, one at a time:
 * observers must not block, and what they throw is logged and changes nothing.
 *
 * @param position its place in the log; 0 where the message does not tell, as another publisher's
 */
public record EventReceived(Envelope event, long position) {}
