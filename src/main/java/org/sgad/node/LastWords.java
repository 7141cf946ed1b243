package org.sgad.node;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs what is said while the node stops. When the JVM shuts down, {@code java.util.logging} removes its handlers at the same
 * time as the server stops its applications, so that a plain line would mostly be lost; then it goes to the error output.
 */
public final class LastWords {
    private LastWords() {}

    /** Logs a line, whether the node or the application alone is stopping. */
    public static void say(Logger logger, Level level, String line) {
        if (Logger.getLogger("").getHandlers().length > 0) {
            logger.log(level, line);
        } else {
            System.err.println(level + ": " + line);
        }
    }
}
