package org.sgad.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The server's log while this node runs: every line of whatever logger has the {@link Correlation} of the thread that
 * logged it. A handler before the server's own ones puts it into each record; with {@link LogSettings.Format#JSON} these
 * write {@link JsonLine}s. Where the server reads its logging configuration again, all of this is done again.
 */
final class NodeLog {
    private final Logger root = Logger.getLogger("");
    private final Map<Handler, Formatter> formatters = new LinkedHashMap<>();
    private final Runnable again = this::takeOver;
    private final Handler first;
    private final Formatter json;
    private final boolean isJson;

    NodeLog(LogSettings settings, NodeSettings node) {
        isJson = settings.format() == LogSettings.Format.JSON;
        json = new JsonLine(node.id());
        first = new First(isJson);
    }

    void begin() {
        takeOver();
        LogManager.getLogManager().addConfigurationListener(again);
        if (isJson) {
            LastWords.writtenAs(json);
        }
    }

    private synchronized void takeOver() {
        root.removeHandler(first);
        Handler[] servers = root.getHandlers();
        root.addHandler(first);
        for (Handler server : servers) {
            // handlers are called in the order they were added
            root.removeHandler(server);
            root.addHandler(server);
            if (isJson && server.getFormatter() != json) {
                formatters.put(server, server.getFormatter());
                server.setFormatter(json);
            }
        }
    }

    /** Leaves the log to the server as it was. Idempotent. */
    synchronized void end() {
        LogManager.getLogManager().removeConfigurationListener(again);
        root.removeHandler(first);
        formatters.forEach(Handler::setFormatter);
        formatters.clear();
    }

    private static final class First extends Handler {
        private final boolean isJson;

        First(boolean isJson) {
            this.isJson = isJson;
        }

        @Override
        public void publish(LogRecord record) {
            if (isJson) {
                JsonLine.mark(record);
            } else if (Correlation.current() != null) {
                name(record, Correlation.current());
            }
        }

        private static void name(LogRecord record, String id) {
            Optional<String> translated = JsonLine.translated(record);
            if (translated.isPresent()) {
                record.setResourceBundle(null);
                record.setParameters(null);
            }
            String message = translated.orElse(record.getMessage());
            record.setMessage((message == null ? "" : message) + " [correlation_id=" + id + ']');
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
