package org.sgad.broker;

import java.util.Collection;
import java.util.List;

/** Takes what arrives in one queue. */
public interface Consumer {
    /**
     * Handles deliveries in the order of the queue; they are acknowledged when it returns. A batch for which it throws
     * is offered again after a back-off, as long as the connection lasts.
     *
     * @return those that can never be handled: they are rejected, which dead-letters them where the queue says so
     */
    Collection<Delivery> handle(List<Delivery> batch) throws Exception;

    /** All that the broker had for this consumer when it last looked was handled. Must be quick. */
    default void drained() {}
}
