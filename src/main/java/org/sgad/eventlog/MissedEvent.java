package org.sgad.eventlog;

import org.sgad.event.EventId;

/**
 * An event that a user missed.
 *
 * @param bytes the length of its body in UTF-8
 */
public record MissedEvent(long position, EventId id, int bytes) {}
