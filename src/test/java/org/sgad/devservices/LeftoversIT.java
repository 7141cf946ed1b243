package org.sgad.devservices;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path target;

    @Test
    void whatAKilledJvmLeftIsEndedByTheNextStart() throws IOException {
        Process jvm = jvmThatHoldsServices();
        await().atMost(2, MINUTES).until(() -> holds(jvm));
        List<ProcessNote> notes = ProcessNote.readAll(target.resolve("held/processes"));
        assertThat(notes).extracting(ProcessNote::name).contains("PostgreSQL", "Redis", "RabbitMQ", "epmd");

        jvm.destroyForcibly();
        await().until(() -> !jvm.isAlive());
        assertThat(notes).as("outlive the kill").allMatch(note -> note.living().isPresent());

        Children.of(target.resolve("held")).close();
        assertThat(notes).extracting(ProcessNote::living).allMatch(Optional::isEmpty);
    }

    private Process jvmThatHoldsServices() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldServices.class.getName(),
                        target.toString())
                .redirectErrorStream(true)
                .redirectOutput(target.resolve("out").toFile())
                .start();
    }

    private boolean holds(Process jvm) throws IOException {
        assertThat(jvm.isAlive()).as(Files.readString(target.resolve("out"))).isTrue();
        return Files.readString(target.resolve("out")).contains("held ");
    }
}
