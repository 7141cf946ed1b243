package org.sgad.availability;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether something was changed since. A reader takes the stamp before it reads: a value read before a change has an
 * older stamp than the change leaves behind, however late it is put into a cache. Many things share a stamp, so that there
 * is a bound; then more seems to have changed than did. Thread-safe.
 */
final class Stamps {
    private static final int STRIPES = 4_096;

    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);
    private final AtomicLong changesOfAll = new AtomicLong();

    /** What to keep beside a value; equal as long as nothing changed. */
    long of(Object thing) {
        // both only grow, so the sum is the same only where both are
        return changesOfAll.get() + changes.get(stripe(thing));
    }

    void changed(Object thing) {
        changes.incrementAndGet(stripe(thing));
    }

    void allChanged() {
        changesOfAll.incrementAndGet();
    }

    private static int stripe(Object thing) {
        int hash = thing.hashCode() * 0x9E3779B9;
        return hash >>> 20;
    }
}
