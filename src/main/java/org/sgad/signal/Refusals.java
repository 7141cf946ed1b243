package org.sgad.signal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which scripts Redis answered with an error: its memory is full, it is a replica, or this user may not. A script is
 * refused until it is done once. The first refusal is one line in the log, the end of the last another.
 */
final class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class.getName());

    private final Map<String, String> reasons = new HashMap<>();
    private volatile @Nullable String last;

    /** Why something is refused now; none while all is done. */
    Optional<String> trouble() {
        return Optional.ofNullable(last);
    }

    synchronized void refused(Script script, String reason) {
        if (reasons.isEmpty()) {
            LOG.log(Level.WARNING, "Redis answers, but does not write: {0}; presence of this node alone", reason);
        }
        reasons.put(script.hash(), reason);
        last = reason;
    }

    void done(Script script) {
        if (last != null) {
            forget(script);
        }
    }

    private synchronized void forget(Script script) {
        reasons.remove(script.hash());
        last = reasons.values().stream().findFirst().orElse(null);
        if (last == null) {
            LOG.info("Redis writes again");
        }
    }
}
