package org.sgad.signal;

/** Redis cannot be asked now. */
public final class RedisAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: there may be many at once, and the message tells all. */
    RedisAway(String reason) {
        super(reason, null, false, false);
    }
}
