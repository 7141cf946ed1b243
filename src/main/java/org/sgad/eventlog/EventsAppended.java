package org.sgad.eventlog;

/** Events joined the log in the current transaction; fired before its commit, so observe it {@code AFTER_SUCCESS}. */
public record EventsAppended(int count) {}
