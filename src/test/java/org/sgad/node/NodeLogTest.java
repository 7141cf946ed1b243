package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeLogTest {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger LOG = Logger.getLogger("somebody.else");
    private static final Formatter MESSAGE = new Formatter() {
        @Override
        public String format(LogRecord record) {
            return formatMessage(record);
        }
    };

    private final ServersHandler server = new ServersHandler();
    private NodeLog log = ofFormat("text");

    /** Formats on a thread of its own, as the server's file handler does. */
    private static final class ServersHandler extends Handler {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final List<String> lines = new ArrayList<>();

        ServersHandler() {
            setFormatter(MESSAGE);
        }

        @Override
        public void publish(LogRecord record) {
            if (LOG.getName().equals(record.getLoggerName())) {
                try {
                    lines.add(thread.submit(() -> getFormatter().format(record)).get());
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            thread.shutdown();
        }
    }

    private static NodeLog ofFormat(String format) {
        Map<String, String> values = Map.of("sgad.log.format", format);
        return new NodeLog(
                LogSettings.from(new Settings(key -> Optional.ofNullable(values.get(key)))),
                new NodeSettings("node-1"));
    }

    @BeforeEach
    void addServersHandler() {
        ROOT.addHandler(server);
    }

    @AfterEach
    void leaveTheLogAsItWas() {
        log.end();
        ROOT.removeHandler(server);
        server.close();
    }

    @Test
    void aLineEndsWithWhatItsThreadWorksFor() {
        log.begin();

        LOG.info("before");
        String before = Correlation.set("request-7");
        LOG.log(Level.INFO, "it''s {0}", "me");
        LOG.log(Level.INFO, "alone: {0}");
        Correlation.set(before);
        LOG.info("after");

        assertThat(server.lines)
                .containsExactly(
                        "before",
                        "it's me [correlation_id=request-7]",
                        "alone: {0} [correlation_id=request-7]",
                        "after");
    }

    @Test
    void aMessageOfABundleIsTranslatedFirst() {
        log.begin();
        LogRecord record = new LogRecord(Level.INFO, "KEY-1");
        record.setLoggerName(LOG.getName());
        record.setResourceBundle(new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{"KEY-1", "it''s {0}"}};
            }
        });
        record.setParameters(new Object[] {"you"});

        String before = Correlation.set("request-7");
        LOG.log(record);
        Correlation.set(before);

        assertThat(server.lines).containsExactly("it's you [correlation_id=request-7]");
    }

    @Test
    void withJsonALineIsOneObjectThatTellsTheThreadThatLoggedIt() throws IOException {
        log = ofFormat("json");
        log.begin();

        String before = Correlation.set("request-7");
        LOG.log(Level.WARNING, "two\nlines of \"{0}\"", "me");
        Correlation.set(before);
        LOG.log(Level.SEVERE, "{0} failed", new IllegalStateException("here\tis why"));

        assertThat(server.lines).allMatch(line -> line.indexOf('\n') == line.length() - 1);
        JsonNode first = new ObjectMapper().readTree(server.lines.get(0));
        assertThat(Instant.parse(first.path("timestamp").textValue())).isNotNull();
        assertThat(first.path("level").textValue()).isEqualTo("WARNING");
        assertThat(first.path("logger").textValue()).isEqualTo("somebody.else");
        assertThat(first.path("message").textValue()).isEqualTo("two\nlines of \"me\"");
        assertThat(first.path("thread").textValue())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(first.path("correlation_id").textValue()).isEqualTo("request-7");
        assertThat(first.path("node").textValue()).isEqualTo("node-1");
        assertThat(first.has("exception")).isFalse();
        JsonNode second = new ObjectMapper().readTree(server.lines.get(1));
        assertThat(second.path("message").textValue()).isEqualTo("{0} failed");
        assertThat(second.path("correlation_id").isNull()).isTrue();
        assertThat(second.path("exception").textValue())
                .contains("IllegalStateException: here\tis why", "at org.sgad.node.NodeLogTest");
    }

    @Test
    void afterwardsTheLogIsTheServersAgain() {
        List<Handler> before = List.of(ROOT.getHandlers());
        log = ofFormat("json");
        log.begin();
        log.end();
        log.end();

        String working = Correlation.set("request-7");
        LOG.info("plain");
        Correlation.set(working);

        assertThat(ROOT.getHandlers()).containsExactlyElementsOf(before);
        assertThat(server.lines).containsExactly("plain");
    }

    @Test
    void itComesFirstAgainWhereTheServerReadsItsConfigurationAgain() throws IOException {
        log.begin();
        List<Handler> handlers = List.of(ROOT.getHandlers());
        handlers.forEach(ROOT::removeHandler);
        ROOT.addHandler(server);

        LogManager.getLogManager().updateConfiguration(new ByteArrayInputStream(new byte[0]), key -> (o, n) -> o);

        String before = Correlation.set("request-7");
        LOG.info("still");
        Correlation.set(before);
        handlers.subList(1, handlers.size() - 1).forEach(ROOT::addHandler);

        assertThat(server.lines).containsExactly("still [correlation_id=request-7]");
    }

    @Test
    void theFormatIsTextUnlessToldOtherwiseAndNothingElse() {
        assertThat(LogSettings.from(new Settings(key -> Optional.empty())).format())
                .isEqualTo(LogSettings.Format.TEXT);
        assertThatThrownBy(() -> ofFormat("xml")).hasMessage("SGAD_LOG_FORMAT is 'xml'; allowed: one of TEXT, JSON");
    }
}
