package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @Test
    void aChildIsNotedAtOnceAndEndedOnClose() throws IOException {
        Child child;
        try (Children children = Children.of(data)) {
            child = children.start(sleeper());
            assertThat(ProcessNote.readAll(data.resolve("processes")))
                    .singleElement()
                    .returns(child.pid(), ProcessNote::pid);
        }
        assertThat(child.isRunning()).isFalse();
        assertThat(data.resolve("processes")).doesNotExist();
    }

    @Test
    void aKilledChildIsSeenAsEndedAtOnce() {
        try (Children children = Children.of(data)) {
            Child child = children.start(sleeper());
            child.kill();
            assertThat(child.isRunning()).isFalse();
        }
    }

    @Test
    void leftoversOfAnEarlierRunAreEndedAlsoWhenFrozen() throws IOException {
        Child left = Child.start(sleeper());
        left.freeze();
        Files.writeString(data.resolve("processes"), left.note().line());
        try (Children children = Children.of(data)) {
            assertThat(children).isNotNull();
            assertThat(left.isRunning()).isFalse();
        }
    }

    @Test
    void aProcessThatOnlyHasTheSamePidIsLeftAlone() throws IOException {
        Child somebody = Child.start(sleeper());
        try {
            ProcessNote note = somebody.note();
            ProcessNote earlier = new ProcessNote(
                    note.pid(), note.startedAt().minus(Duration.ofMinutes(1)), note.stopSignal(), note.name());
            Files.writeString(data.resolve("processes"), earlier.line());
            Children.of(data).close();
            assertThat(somebody.isRunning()).isTrue();
        } finally {
            somebody.kill();
        }
    }

    @Test
    void aTornNoteIsSkipped() throws IOException {
        Files.writeString(data.resolve("processes"), "12\t2026-");
        Children.of(data).close();
        assertThat(ProcessNote.parse("12\t2026-")).isEmpty();
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (Children first = Children.of(data)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> Children.of(data))
                    .isInstanceOf(StartProblem.class)
                    .hasMessageContaining("in use by another run");
        }
    }

    @Test
    void nothingStartsOnceClosed() {
        Children children = Children.of(data);
        children.close();
        assertThatThrownBy(() -> children.start(sleeper())).hasMessageContaining("shutting down");
    }

    @Test
    void aChildThatEndsInsteadOfGettingReadyTellsWhatItLogged() {
        try (Children children = Children.of(data)) {
            Child child = children.start(command("echo SGAD_ROLES=x is unknown; exit 3"));
            assertThatThrownBy(() -> child.awaitReady(Duration.ofSeconds(20), () -> false))
                    .isInstanceOf(StartProblem.class)
                    .hasMessageContaining("exit code 3")
                    .hasMessageContaining("SGAD_ROLES=x is unknown");
        }
    }

    private Child.Command sleeper() {
        return command("exec sleep 300");
    }

    private Child.Command command(String script) {
        return new Child.Command(
                "sleeper", List.of("sh", "-c", script), System.getenv(), data, data.resolve("log"), "TERM");
    }
}
