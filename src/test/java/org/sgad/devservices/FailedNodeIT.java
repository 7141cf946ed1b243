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
    void aWarThatCannotBeDeployedFailsAtOnceWithTheReason(@TempDir Path target) throws IOException {
        Files.copy(Path.of("target/payara-micro.jar"), target.resolve("payara-micro.jar"));
        try (ZipOutputStream war = new ZipOutputStream(Files.newOutputStream(target.resolve("sgad-events.war")))) {
            war.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
            war.write(LISTENER_THAT_IS_MISSING.getBytes(StandardCharsets.UTF_8));
        }
        try (Children children = Children.of(target.resolve("data"))) {
            Workplace place = new Workplace(
                    target.resolve("data"),
                    children,
                    new Secrets(target),
                    System.getenv(),
                    false,
                    false,
                    Optional.empty());
            PayaraNode node = new PayaraNode(
                    place,
                    target,
                    "sgad-events.war",
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
