package org.sgad.node;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * When the database last answered this node. Whoever asks learns it at once, also while the database hangs; any thread
 * may ask, also one of the server's own, which could not open a connection of this application.
 */
@ApplicationScoped
public class DatabasePulse {
    private volatile long lastAnswer = System.nanoTime();
    private volatile boolean answered;

    /** The database has just answered. Called at least twice a second while all is well. */
    public void beat() {
        lastAnswer = System.nanoTime();
        answered = true;
    }

    /** Whether it ever answered, and did so within this time. */
    public boolean isYoungerThan(Duration age) {
        return answered && System.nanoTime() - lastAnswer < age.toNanos();
    }
}
