package org.sgad.node;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Logger;

/**
 * What is told while the node stops. The JVM ends logging at the same time as it ends the server, in no order; what comes
 * too late for the log is written to the standard error instead. Made at the start: a stopping server loads no classes.
 */
public final class LastWords {
    private final Logger root = Logger.getLogger("");
    private final Logger log;

    // System.err leads to the log, too; never closed, as it is the process's own
    private final PrintStream error =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    public LastWords(Logger log) {
        this.log = log;
    }

    public void tell(String text) {
        if (root.getHandlers().length > 0) {
            log.info(text);
        } else {
            error.println(text);
        }
    }
}
