package org.sgad.broker;

import java.util.List;
import org.sgad.event.SgadEvent;

/** Publishes persistently and waits for the broker's word on every message. */
public interface Publisher {
    /** Whether the broker takes messages now, as far as is known. */
    boolean isReady();

    /**
     * Publishes in the given order without waiting in between, then for all confirms together. One caller at a time.
     *
     * @return one confirmation for each event, in the same order
     * @throws BrokerAway where nothing was published, as there is no connection or the broker blocks it
     */
    List<Confirmation> publish(List<SgadEvent> events);
}
