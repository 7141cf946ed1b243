package org.sgad.broker;

/** Counts what consumers could not handle. Called on the consuming threads, so it must be quick. */
public interface ConsumingMeter {
    /** Deliveries whose consumer failed on them to the last attempt. */
    void givenUp(int deliveries);
}
