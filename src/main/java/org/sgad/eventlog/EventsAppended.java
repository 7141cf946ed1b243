package org.sgad.eventlog;

/**
 * Events joined the log in the current transaction; fired before its commit, so observe it {@code AFTER_SUCCESS}.
 *
 * @param areNumbered whether they have their positions already
 */
public record EventsAppended(int count, boolean areNumbered) {}
