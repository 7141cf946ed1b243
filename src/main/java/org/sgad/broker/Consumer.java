package org.sgad.broker;

import java.util.Collection;
import java.util.List;

/** Takes what arrives in one queue. */
public interface Consumer {
    /**
     * Handles deliveries in the order of the queue; they are acknowledged when it returns. It must bear to see a delivery
     * again, as a batch for which it throws is offered again: as it is, after a back-off, for as long as the database is
     * away; else in halves, until the one delivery that is to blame stands alone. That one goes back to its queue until it
     * was tried as often as its {@link Subscription} says, and is rejected then.
     *
     * @return those that can never be handled: they are rejected at once, which dead-letters them where the queue says so
     */
    Collection<Delivery> handle(List<Delivery> batch) throws Exception;

    /** All that the broker had for this consumer when it last looked was handled. Must be quick. */
    default void drained() {}

    /**
     * The queue was not there and is made anew: what was in it, or was published meanwhile, does not arrive. Called before
     * anything of it is handled, on the same thread, and after a back-off again where it throws.
     */
    default void queueIsNew() {}
}
