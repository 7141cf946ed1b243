package org.sgad.availability;

/** Counts how reads were answered. */
public interface CacheMeter {
    /** From the cache. */
    void cacheHit();

    /** From the database, as the cache had nothing, or could not be trusted at this moment. */
    void cacheMiss();
}
