package org.sgad.intake;

/**
 * This node's queue had to be made anew, at the start or because somebody deleted it: what was in it does not arrive, and is
 * in the log. Fired before anything that came later is.
 */
public record QueueLost() {}
