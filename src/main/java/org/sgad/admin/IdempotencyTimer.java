package org.sgad.admin;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Forgets old idempotency keys once an hour. */
@Singleton
@DependsOn("Node")
public class IdempotencyTimer {
    private static final Logger LOG = Logger.getLogger(IdempotencyTimer.class.getName());

    @Inject
    IdempotencyKeys keys;

    @Schedule(hour = "*", minute = "7", persistent = false)
    void forgetOld() {
        try {
            keys.forgetOld();
        } catch (RuntimeException e) {
            // a timer whose method fails twice is never called again
            LOG.log(Level.WARNING, "old idempotency keys are kept for another hour", e);
        }
    }
}
