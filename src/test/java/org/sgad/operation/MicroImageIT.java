package org.sgad.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.MicroImage;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** The image's steps make a node that does its work, and its classes come from the archive. */
class MicroImageIT {
    /** What Java sees in docker-compose's container: its memory, and the collector that it takes in so little. */
    private static final String CONTAINER = " -XX:MaxRAM=1g -XX:+UseSerialGC";

    private static final String ARCHIVED = "source: shared objects file (top)";

    private static MicroImage image;

    @BeforeAll
    static void build() {
        DevServices.current().freshData();
        image = DevServices.current().buildImage();
    }

    @Test
    void aNodeStartsFromTheArchiveAlsoWhereOneStartedBefore(@TempDir Path directory) throws IOException {
        run("without the archive", CONTAINER, "2099-W10", "2099-03-03");
        run("with the archive", image.jvmArgs() + CONTAINER, "2099-W11", "2099-03-10");

        Path loaded = directory.resolve("loaded");
        String logged = " -Xlog:class+load=info:file=" + loaded + "::filecount=0";
        run("with the archive, telling of each class", image.jvmArgs() + CONTAINER + logged, "2099-W12", "2099-03-17");

        List<String> archived = Files.readAllLines(loaded).stream()
                .filter(line -> line.endsWith(ARCHIVED))
                .toList();
        assertThat(archived).hasSizeGreaterThan(10_000).anyMatch(line -> line.contains(" org.sgad."));
    }

    private static void run(String how, String jvmArgs, String week, String date) throws IOException {
        long from = System.nanoTime();
        try (PayaraNode node = DevServices.current().startNode(image, Map.of("JVM_ARGS", jvmArgs))) {
            ProcessHandle process = ProcessHandle.of(node.pid()).orElseThrow();
            System.out.printf(
                    "micro image %s: ready after %.1f s, of them %.1f s of the processors; %d MB resident%n",
                    how,
                    (System.nanoTime() - from) / 1e9,
                    process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3,
                    resident(node));
            closesWhatIsFiled(new Http(node.port()), week, date);
        }
    }

    private static void closesWhatIsFiled(Http http, String week, String date) {
        String slots = "{\"slots\":[{\"date\":\"" + date + "\",\"start\":\"08:00\",\"end\":\"12:00\"}]}";
        assertThat(http.put("/api/availability/ana/" + week, slots).status()).isEqualTo(200);
        assertThat(http.post("/api/closings", "{\"week\":\"" + week + "\"}")
                        .json()
                        .path("closed")
                        .intValue())
                .isEqualTo(1);
        assertThat(http.put("/api/availability/ana/" + week, slots).status()).isEqualTo(409);
    }

    /** In megabytes, as Linux tells it. */
    private static long resident(PayaraNode node) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(node.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
