package org.sgad.security;

/** Counts who is turned away. */
public interface AccessMeter {
    void refused(Refusal reason);

    /** A caller published, or asked for tickets, faster than allowed. */
    void throttled();
}
