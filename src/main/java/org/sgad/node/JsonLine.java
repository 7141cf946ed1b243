package org.sgad.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log as one line of JSON: {@code timestamp} (UTC), {@code level}, {@code logger}, {@code message},
 * {@code thread}, {@code correlation_id} or null, {@code node}, and the stack trace as {@code exception} where there is one.
 */
final class JsonLine extends Formatter {
    private static final JsonFactory JSON = new JsonFactory();

    private final String node;

    JsonLine(String node) {
        this.node = node;
    }

    /**
     * What only the thread knows that logs, as a record's last parameter: the server's file handler formats on another.
     *
     * @param parameters how many the record had before
     */
    record Mark(String thread, @Nullable String correlationId, int parameters) {
        static Mark of(int parameters) {
            return new Mark(Thread.currentThread().getName(), Correlation.current(), parameters);
        }
    }

    static void mark(LogRecord record) {
        Object[] parameters = record.getParameters();
        int before = parameters == null ? 0 : parameters.length;
        Object[] marked = parameters == null ? new Object[1] : Arrays.copyOf(parameters, before + 1);
        marked[before] = Mark.of(before);
        record.setParameters(marked);
    }

    @Override
    public String format(LogRecord record) {
        Mark mark = markOf(record);
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField(
                    "timestamp",
                    record.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("level", record.getLevel().getName());
            json.writeStringField("logger", record.getLoggerName());
            json.writeStringField("message", message(record, mark));
            json.writeStringField("thread", mark.thread());
            json.writeStringField("correlation_id", mark.correlationId());
            json.writeStringField("node", node);
            if (record.getThrown() != null) {
                json.writeStringField("exception", stackTrace(record.getThrown()));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private static Mark markOf(LogRecord record) {
        Object[] parameters = record.getParameters();
        if (parameters != null && parameters.length > 0 && parameters[parameters.length - 1] instanceof Mark mark) {
            return mark;
        }
        return Mark.of(parameters == null ? 0 : parameters.length);
    }

    private String message(LogRecord record, Mark mark) {
        LogRecord plain = new LogRecord(record.getLevel(), record.getMessage());
        plain.setResourceBundle(record.getResourceBundle());
        if (mark.parameters() > 0) {
            plain.setParameters(Arrays.copyOf(record.getParameters(), mark.parameters()));
        }
        return translated(plain).orElseGet(() -> plain.getMessage() == null ? "" : formatMessage(plain));
    }

    /** The text of a message that is a key of its logger's bundle, as the server's formatters make it. */
    static Optional<String> translated(LogRecord record) {
        ResourceBundle bundle = record.getResourceBundle();
        String key = record.getMessage();
        if (bundle == null || key == null || !bundle.containsKey(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MessageFormat.format(bundle.getString(key), record.getParameters()));
        } catch (IllegalArgumentException e) {
            return Optional.of(bundle.getString(key));
        }
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
