package org.sgad.broker;

import org.sgad.event.EventId;

/** What became of one published message. */
public sealed interface Confirmation {
    EventId event();

    /** The broker has it on disk in every queue it was routed to, and there was at least one. */
    record Confirmed(EventId event) implements Confirmation {}

    /** It must be published again: returned as unroutable, refused, or not answered for in time. */
    record Refused(EventId event, String reason) implements Confirmation {}
}
