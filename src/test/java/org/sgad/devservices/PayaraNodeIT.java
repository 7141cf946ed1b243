package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayaraNodeIT {

    private final DevServices services = DevServices.current();

    @Test
    void twoNodesAreReadySideBySideAndAKilledOneComesBack() throws Exception {
        try (PayaraNode one = services.startNode(Map.of());
                PayaraNode other = services.startNode(Map.of())) {
            assertThat(ready(one)).isEqualTo(200);
            assertThat(ready(other)).isEqualTo(200);
            one.kill();
            assertThat(one.isRunning()).isFalse();
            one.start();
            assertThat(ready(one)).isEqualTo(200);
        }
    }

    @Test
    void aNodesClassesComeFromTheArchiveThatAllShare(@TempDir Path directory) throws IOException {
        Path loaded = directory.resolve("loaded");
        try (PayaraNode node = services.startNode(
                Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load=info:file=" + loaded + "::filecount=0"))) {
            assertThat(node.isRunning()).isTrue();
        }

        List<String> archived = Files.readAllLines(loaded).stream()
                .filter(line -> line.endsWith("source: shared objects file (top)"))
                .toList();
        assertThat(archived).hasSizeGreaterThan(10_000).anyMatch(line -> line.contains(" org.sgad."));
    }

    private static int ready(PayaraNode node) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.url("/health/ready")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
