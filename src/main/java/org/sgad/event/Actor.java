package org.sgad.event;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf something is written to the log.
 *
 * @param name the caller, or the part of the system that acts by itself
 * @param correlationId what ties it to the request it came from
 * @param traceparent the step of a trace that request was; null where it was none
 * @param address the network address that request came from; null where there was none, or nobody remembers
 */
public record Actor(
        String name,
        @Nullable String correlationId,
        @Nullable Traceparent traceparent,
        @Nullable String address) {
    /** The system itself: the weekly closing and the like. */
    public static final Actor SYSTEM = new Actor("system", null);

    /** One whose trace and address do not matter. */
    public Actor(String name, @Nullable String correlationId) {
        this(name, correlationId, null, null);
    }
}
