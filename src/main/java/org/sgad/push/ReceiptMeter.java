package org.sgad.push;

/** Counts what clients acknowledge. */
public interface ReceiptMeter {
    /** Acknowledgements that are in the log. */
    void receiptsKept(int acknowledgements);

    /** Acknowledgements of what the log does not have, of what is not for their user, or one too many. */
    void receiptsDropped(int acknowledgements);
}
