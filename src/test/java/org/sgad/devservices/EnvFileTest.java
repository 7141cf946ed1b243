package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {

    @Test
    void assignmentsAreReadAndCommentsAreNot() {
        assertThat(EnvFile.parse(
                        List.of("# broker", "", "RABBITMQ_USER=sgad_rabbit", "export SGAD_AUTH = none # open")))
                .containsOnly(Map.entry("RABBITMQ_USER", "sgad_rabbit"), Map.entry("SGAD_AUTH", "none"));
    }

    @Test
    void quotesKeepSpacesAndHashes() {
        assertThat(EnvFile.parse(List.of("A=\" x # y \"", "B='z'", "C=p#q")))
                .containsOnly(Map.entry("A", " x # y "), Map.entry("B", "z"), Map.entry("C", "p#q"));
    }

    @Test
    void aLineThatIsNoAssignmentIsNamedByItsNumberOnly() {
        assertThatThrownBy(() -> EnvFile.parse(List.of("A=1", "s3cret")))
                .isInstanceOf(StartProblem.class)
                .hasMessage(".env, line 2 is not NAME=value");
    }

    @Test
    void theProcessEnvironmentWins(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve(".env"), "A=file\nB=file\n");
        assertThat(EnvFile.under(Map.of("A", "process"), file))
                .containsOnly(Map.entry("A", "process"), Map.entry("B", "file"));
    }

    @Test
    void noFileIsNoProblem(@TempDir Path directory) {
        assertThat(EnvFile.under(Map.of("A", "1"), directory.resolve(".env"))).containsOnly(Map.entry("A", "1"));
    }
}
