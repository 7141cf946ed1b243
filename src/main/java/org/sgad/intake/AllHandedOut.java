package org.sgad.intake;

/** {@link EventReceived} was fired for all that arrived together. Fired synchronously, by the same thread. */
public record AllHandedOut() {}
