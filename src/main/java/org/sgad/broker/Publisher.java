package org.sgad.broker;

import java.util.List;
import java.util.Optional;
import org.sgad.event.SgadEvent;

/** Publishes persistently and waits for the broker's word on every message. One caller at a time. */
public interface Publisher {
    /** Why the broker takes no messages now, as far as is known; nothing where it does. */
    Optional<String> obstacle();

    /**
     * Begins to publish in the given order, behind what is under way. Once an event is known to be refused, no later one of
     * its subject is sent, of all that is under way.
     *
     * @throws BrokerAway where none of these are published, as there is no connection or the broker blocks it
     */
    Underway begin(List<SgadEvent> events);

    /** What is on its way to the broker. */
    interface Underway extends AutoCloseable {
        /**
         * Waits for all confirms together, seconds at most.
         *
         * @return one confirmation for each event, in the same order
         */
        List<Confirmation> await();

        /** Sends no more, and waits no longer. */
        @Override
        void close();
    }
}
