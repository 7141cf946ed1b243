package org.sgad.http;

/** Watches how requests arrive on one port. */
interface ArrivalWatch {
    /**
     * Drops those that are late.
     *
     * @return how many
     */
    int dropLate();

    /** Watches no more. */
    void end();
}
