package org.sgad.intake;

import org.sgad.event.Envelope;

/**
 * An event is to be sent to its sessions again, whether or not they have it. Fired as {@link EventReceived}, in turn with
 * it.
 */
public record EventReplayed(Envelope event) {}
