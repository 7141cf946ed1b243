package org.sgad.eventlog;

/**
 * An event that a user missed.
 *
 * @param bytes the length of its body in UTF-8
 */
public record MissedEvent(long position, int bytes) {}
