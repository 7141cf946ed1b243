package org.sgad.broker;

import java.util.List;
import java.util.Optional;
import org.sgad.event.SgadEvent;

/** Publishes persistently and waits for the broker's word on every message. */
public interface Publisher {
    /** Why the broker takes no messages now, as far as is known; nothing where it does. */
    Optional<String> obstacle();

    /**
     * Publishes in the given order without waiting in between, then waits for all confirms together, seconds at most.
     * Once an event is known to be refused, no later one of its subject is sent. One caller at a time.
     *
     * @return one confirmation for each event, in the same order
     * @throws BrokerAway where nothing was published, as there is no connection or the broker blocks it
     */
    List<Confirmation> publish(List<SgadEvent> events);
}
