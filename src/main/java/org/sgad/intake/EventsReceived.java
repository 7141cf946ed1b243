package org.sgad.intake;

import java.util.List;

/**
 * What arrived at this node together, in its order. Fired synchronously, one after the other: observers must not block, and
 * what they throw is logged and changes nothing.
 */
public record EventsReceived(List<EventReceived> events) {}
