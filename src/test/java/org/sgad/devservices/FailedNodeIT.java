package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedNodeIT {

    private static final String LISTENER_THAT_IS_MISSING = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <listener><listener-class>org.sgad.Missing</listener-class></listener>
            </web-app>
            """;

    @Test
    void aWarThatCannotBeDeployedFailsAtOnceWithTheReason(@TempDir Path directory) throws IOException {
        Path undeployable = directory.resolve("undeployable.war");
        try (ZipOutputStream war = new ZipOutputStream(Files.newOutputStream(undeployable))) {
            war.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
            war.write(LISTENER_THAT_IS_MISSING.getBytes(StandardCharsets.UTF_8));
        }
        try (Children children = Children.of(directory.resolve("data"))) {
            Workplace place = new Workplace(
                    directory.resolve("data"),
                    children,
                    new Secrets(directory),
                    System.getenv(),
                    false,
                    false,
                    Optional.empty());
            PayaraNode node = new PayaraNode(
                    place,
                    Path.of("target").toAbsolutePath(),
                    undeployable.toString(),
                    Ports.free(),
                    Map.copyOf(System.getenv()),
                    PayaraNode.READY,
                    List.of());
            assertThatThrownBy(node::start)
                    .isInstanceOf(StartProblem.class)
                    .hasMessageContaining("org.sgad.Missing")
                    .message()
                    .doesNotContain("\tat ");
        }
    }
}
