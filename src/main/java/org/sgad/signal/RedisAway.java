package org.sgad.signal;

/** Redis cannot be asked now. */
public sealed class RedisAway extends RuntimeException permits RedisAway.Refused {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: there may be many at once, and the message tells all. */
    RedisAway(String reason) {
        super(reason, null, false, false);
    }

    /** Redis answered, and did not do it. */
    static final class Refused extends RedisAway {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }
}
