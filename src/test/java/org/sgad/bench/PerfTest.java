package org.sgad.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.Programs;

/** RabbitMQ's own load generator, in a process of its own: one publisher, persistent messages, confirms in a window as the relay's. */
final class PerfTest {
    /** How many may be unconfirmed, as of the relay. */
    static final int WINDOW = 1_000;

    private static final Pattern RATE = Pattern.compile("sending rate avg: (\\d+) msg/s");
    private static final int SECONDS = 300;

    private PerfTest() {}

    /** Publishes a body so many times, to the queues that are bound, and returns how many a second. */
    static double confirmedPerSecond(int count, String exchange, String routingKey, String body) {
        Programs.Result result = Programs.run(words(count, exchange, routingKey, bodyFile(body)), Map.of(), SECONDS);
        Matcher rate = RATE.matcher(result.output());
        assertThat(result.succeeded() && rate.find()).as(result.output()).isTrue();
        return Double.parseDouble(rate.group(1));
    }

    private static List<String> words(int count, String exchange, String routingKey, Path body) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "perf-test").toAbsolutePath() + "/*",
                "com.rabbitmq.perf.PerfTest",
                "--uri",
                uri(DevServices.current().settings()),
                "--predeclared",
                "--exchange",
                exchange,
                "--routing-key",
                routingKey,
                "--producers",
                "1",
                "--consumers",
                "0",
                "--flag",
                "persistent",
                "--flag",
                "mandatory",
                "--confirm",
                Integer.toString(WINDOW),
                "--pmessages",
                Integer.toString(count),
                "--body",
                body.toString(),
                "--body-content-type",
                "application/json");
    }

    private static String uri(Map<String, String> settings) {
        return "amqp://%s:%s@%s:%s/%s"
                .formatted(
                        settings.get("RABBITMQ_USER"),
                        settings.get("RABBITMQ_PASSWORD"),
                        settings.get("RABBITMQ_HOST"),
                        settings.get("RABBITMQ_PORT"),
                        settings.get("RABBITMQ_VHOST"));
    }

    private static Path bodyFile(String body) {
        try {
            Path file = Path.of("target", "bench", "body.json").toAbsolutePath();
            Files.createDirectories(file.getParent());
            return Files.writeString(file, body, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
