package org.sgad.broker;

import java.util.List;
import java.util.Map;

/** Sends messages back to the queues they came from, and waits for the broker's word on every one. */
public interface Requeuer {
    /** Header: how often a message was sent back. */
    String REQUEUED = "x-sgad-requeued";

    /** Header: the exchange to which a message was published that comes back to its queue, past all exchanges. */
    String EXCHANGE = "x-sgad-exchange";

    /** Header: the routing key with which it was published there. */
    String ROUTING_KEY = "x-sgad-routing-key";

    /**
     * A message on its way back.
     *
     * @param properties as {@link Delivery#sealedProperties} gave them
     * @param added headers to add to its own; those with which brokers mark a dead letter are left out, so that they count
     *     anew
     */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record Returning(String queue, byte[] properties, Map<String, Object> added, byte[] body) {}

    /** What became of it. */
    sealed interface Outcome {
        /** Its queue has it, on disk where queue and message are durable. */
        record Back() implements Outcome {}

        /** There is no such queue, or it takes no more: trying again is of no use before somebody changes that. */
        record Refused(String reason) implements Outcome {}

        /** Nobody knows: the connection was lost, or the broker was silent for too long. */
        record Unanswered(String reason) implements Outcome {}
    }

    /** Whether the broker takes messages now, as far as is known. */
    boolean isReady();

    /**
     * Sends in the given order without waiting in between, then waits for all. One caller at a time.
     *
     * @return one outcome for each, in the same order
     * @throws BrokerAway where nothing was sent, as there is no connection or the broker blocks it
     */
    List<Outcome> requeue(List<Returning> messages);
}
