package org.sgad.eventlog;

/** Events were given their positions, in a transaction that is committed. */
public record EventsSequenced(int count) {}
