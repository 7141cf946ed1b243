package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.sgad.devservices.DevServices;

/** Programs in other languages: those of the page this project started from, unchanged, and those of {@code docs/examples}. */
class OtherLanguagesIT extends ArtefactStory {
    private static final Path SEED = Path.of("src/test/resources/seed");
    private static final Path EXAMPLES = Path.of("docs/examples");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void theSeedsSubscriberHearsClosedWeeksAndNothingElse() throws Exception {
        Http http = http();
        List<String> heard = new CopyOnWriteArrayList<>();
        Process subscriber = python(SEED.resolve("subscriber.py"));
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
    void theSeedsPublishersEventsReachTheirPeopleAndTheLog() throws Exception {
        Http http = http();
        try (Listener listener = Listener.of(http, "seed-1")) {
            Process publisher = python(SEED.resolve("publisher.py"));
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

    @Test
    void theExamplesPublishAndSubscribeAcrossARestart() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        Process first = subscribed(heard);
        String one = published("ex-1");
        await().atMost(PATIENCE).until(() -> heard.size() == 1);
        first.destroyForcibly().waitFor();
        String two = published("ex-2");

        Process second = subscribed(heard);
        try {
            await().atMost(PATIENCE).until(() -> heard.size() == 2);

            assertThat(heard.get(0)).contains("\"event_id\": \"" + one + "\"");
            assertThat(heard.get(1)).contains("\"event_id\": \"" + two + "\"", "\"referee_id\": \"ex-2\"");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(http().get("/api/events/" + two).status())
                                    .isEqualTo(200));
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    private static String published(String referee) throws IOException, InterruptedException {
        Process publisher = python(EXAMPLES.resolve("publish.py"), referee);
        assertThat(publisher.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(publisher.exitValue()).isZero();
        return publisher.inputReader().readLine();
    }

    private static Process subscribed(List<String> heard) throws IOException {
        Process subscriber = python(EXAMPLES.resolve("subscribe.py"), "example-service", "availability.closed.#");
        new Thread(() -> subscriber.inputReader().lines().forEach(heard::add), "subscriber").start();
        return subscriber;
    }

    @Test
    void theShellExampleFilesAndClosesAWeekAndReadsTheLog() throws Exception {
        assertThat(shell("sh-1", "2099-W11", "2099-03-10")).satisfies(run -> {
            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(run.output())
                    .contains("\"status\":\"CLOSED\"", "\"event_type\":\"availability.closed\"", "Semana cerrada");
        });
        assertThat(shell("sh-1", "2099-W11", "2099-03-10")).satisfies(run -> {
            assertThat(run.exit()).as("a refusal ends it").isNotZero();
            assertThat(run.output()).contains("\"status\":409");
        });
    }

    private record Run(int exit, String output) {}

    private Run shell(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", EXAMPLES.resolve("sgad.sh").toString()));
        command.addAll(List.of(words));
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        program.environment().put("SGAD_URL", http().uri("http", "").toString());
        Process script = program.start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(script.waitFor(), output);
    }

    private static Process python(Path script, String... words) throws IOException {
        needsPika();
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder program = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        program.environment().putAll(DevServices.current().settings());
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
