package org.sgad.eventlog;

import org.sgad.event.Audience;
import org.sgad.event.EventId;

/**
 * An event's place in the log, without the event.
 *
 * @param isOld it was published before the given instant
 */
public record Place(long position, EventId id, Audience audience, boolean isOld) {}
