package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.sgad.devservices.DevServices;

/** The Python programs of the page this project started from work unchanged. */
class SeedProgramsIT extends ArtefactStory {
    private static final Path SCRIPTS = Path.of("src/test/resources/seed");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aSubscriberHearsClosedWeeksAndNothingElse() throws Exception {
        Http http = http();
        List<String> heard = new CopyOnWriteArrayList<>();
        Process subscriber = python("subscriber.py");
        Thread reading = new Thread(() -> subscriber.inputReader().lines().forEach(heard::add), "subscriber");
        reading.start();
        try {
            await().atMost(PATIENCE).until(() -> heard.contains("Subscribed"));
            String path = "/api/availability/seed-2/2099-W10";
            http.put(path, "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"08:00\",\"end\":\"12:00\"}]}");
            http.post("/api/closings", "{\"week\":\"2099-W10\"}");

            await().atMost(PATIENCE).until(() -> heard.size() > 1);

            assertThat(heard)
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("Received: ")
                    .contains(
                            "\"event_type\": \"availability.closed\"",
                            "\"referee_id\": \"seed-2\"",
                            "\"week_number\": 10",
                            "\"total_slots\": 1");
        } finally {
            subscriber.destroyForcibly().waitFor();
            reading.join();
        }
    }

    @Test
    void aPublishersEventsReachTheirPeopleAndTheLog() throws Exception {
        Http http = http();
        try (Listener listener = Listener.of(http, "seed-1")) {
            Process publisher = python("publisher.py");
            assertThat(publisher.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(publisher.exitValue()).isZero();

            listener.awaitEvents(2);

            assertThat(listener.values("event_type")).containsExactly("availability.closed", "notification");
            JsonNode custom = await().atMost(PATIENCE)
                    .until(
                            () -> http.get("/api/events?type=custom.event")
                                    .json()
                                    .at("/items/0"),
                            JsonNode::isObject);
            assertThat(custom.at("/headers/priority").textValue()).isEqualTo("high");
            assertThat(custom.at("/message/data/key").textValue()).isEqualTo("value");
        }
    }

    private static Process python(String script) throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                        "/usr/bin/python3", SCRIPTS.resolve(script).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        program.environment().putAll(DevServices.current().settings());
        needsPika();
        return program.start();
    }

    private static void needsPika() {
        try {
            Process probe = new ProcessBuilder("/usr/bin/python3", "-c", "import pika").start();
            if (probe.waitFor() == 0) {
                return;
            }
        } catch (IOException e) {
            // answered below, as a Python without pika
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String missing = "Debian's python3-pika is not installed";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(missing);
        }
        throw new TestAbortedException(missing);
    }
}
