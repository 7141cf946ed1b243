package org.sgad.deadletter;

/** Counts dead letters. */
public interface DeadLetterMeter {
    /** Taken from the queue into the database. */
    void parked(int letters);
}
