package org.sgad.broker;

import org.sgad.event.EventId;

/** What became of one event that was to be published. */
public sealed interface Confirmation {
    EventId event();

    /** The broker has it on disk in every queue it was routed to, and there was at least one. */
    record Confirmed(EventId event) implements Confirmation {}

    /** This very event was not taken: returned as unroutable, nacked, or impossible to encode. */
    record Refused(EventId event, String reason) implements Confirmation {}

    /** Nobody knows, as the broker was lost, blocked or silent; nothing is wrong with the event. */
    record Unanswered(EventId event, String reason) implements Confirmation {}

    /** It was not sent, as an earlier one of its subject was refused. */
    record Held(EventId event) implements Confirmation {}
}
