package org.sgad.node;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Logs what is said while the node stops. The JVM ends logging at the same time as it ends the server, in no order, so that
 * a plain line would mostly be lost; what comes too late for the log is written to the standard error instead.
 */
public final class LastWords {
    // System.err leads to the log, too; never closed, as it is the process's own
    private static final PrintStream ERROR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private static final Formatter PLAIN = new Formatter() {
        @Override
        public String format(LogRecord record) {
            return record.getLevel() + ": " + record.getMessage() + '\n';
        }
    };

    private static volatile Formatter formatter = PLAIN;

    private LastWords() {}

    /** From now on, what comes too late for the log is written so. */
    static void writtenAs(Formatter other) {
        formatter = other;
    }

    /** Logs a line, whether the node or the application alone is stopping. */
    public static void say(Logger logger, Level level, String line) {
        if (Logger.getLogger("").getHandlers().length > 0) {
            logger.log(level, line);
        } else {
            LogRecord record = new LogRecord(level, line);
            record.setLoggerName(logger.getName());
            ERROR.print(formatter.format(record));
        }
    }
}
