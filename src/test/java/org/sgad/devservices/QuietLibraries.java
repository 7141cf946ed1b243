package org.sgad.devservices;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Silences what the libraries under the parts tell about their normal work. */
final class QuietLibraries {

    /** Held here because the log manager itself forgets loggers that nobody holds. */
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("io.zonky"),
            Logger.getLogger("com.rabbitmq"),
            Logger.getLogger("redis.embedded"),
            Logger.getLogger("org.flywaydb"),
            Logger.getLogger("com.icegreen"),
            // warns of each browser that is newer than itself
            Logger.getLogger("org.openqa.selenium.devtools"),
            // tells its whole command line, passwords included
            Logger.getLogger("fish.payara.arquillian"));

    private QuietLibraries() {}

    static void logOnlyTrouble() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }
}
