package org.sgad.intake;

import org.sgad.event.Envelope;

/**
 * An event arrived at this node, for the first time as far as the node remembers. Fired synchronously on the consuming
 * thread: observers must not block, and what they throw is logged and changes nothing.
 */
public record EventReceived(Envelope event) {}
