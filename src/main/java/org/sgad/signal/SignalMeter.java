package org.sgad.signal;

/** Counts signals. */
public interface SignalMeter {
    /** A signal came, from another node, another program or this node. */
    void signalReceived();

    /** This node published a signal. */
    void signalSent();

    /** A signal came that nobody could read. */
    void signalUnreadable();
}
