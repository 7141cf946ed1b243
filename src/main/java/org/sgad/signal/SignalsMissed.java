package org.sgad.signal;

/**
 * Signals may have got lost, and what this node wrote to Redis as well: it was away, or did not answer for a moment. Fired
 * synchronously once it answers again, before {@link Redis#isFresh} says so.
 */
public record SignalsMissed() {}
