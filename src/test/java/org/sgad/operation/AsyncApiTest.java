package org.sgad.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.operation.Repository.all;
import static org.sgad.operation.Repository.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.Programs;

/** The AsyncAPI document: one by the judgement of AsyncAPI's own parser, and with all the names that the code has. */
class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("webapp/asyncapi.yaml").toAbsolutePath();
    private static final Path CHECK = Path.of("src/test/asyncapi");
    private static final Path INSTALLED = Path.of("target/asyncapi");
    private static final Path CODE = Path.of("src/main/java/org/sgad");
    private static final String LOCK = "package-lock.json";
    private static final long SECONDS = 300;

    private final String document = text(DOCUMENT);

    @Test
    void itsParserHasNoComplaintAndEveryMessageHasExamplesOfItsSchema() throws IOException {
        install();

        assertThat(run(
                        Programs.needed("node").toString(),
                        INSTALLED.resolve("check.mjs").toString(),
                        DOCUMENT.toString()))
                .contains(" 0 complaints");
    }

    @Test
    void everyAuditEventIsInIt() throws IOException {
        assertThat(all("- (audit\\.[a-z_.]+)$", document)).isEqualTo(all("\"(audit\\.[a-z_.]+)\"", code(CODE)));
        assertThat(all("name: (audit\\..+)$", document)).isEqualTo(all("\"(audit\\.[a-z_.]+)\"", code(CODE)));
    }

    @Test
    void everyHeaderOfOursIsInIt() throws IOException {
        assertThat(all("^ +(x-sgad-[a-z-]+):$", document)).isEqualTo(all("\"(x-sgad-[a-z-]*[a-z])\"", code(CODE)));
    }

    @Test
    void everyExchangeQueueAndSignalIsInIt() throws IOException {
        String names = "\"(sgad\\.[a-z-]+[a-z]|[a-z]+-service-queue|sgad:[a-z:]+)\"";
        String code = code(CODE.resolve("broker/Topology.java"))
                + code(CODE.resolve("event/Exchange.java"))
                + code(CODE.resolve("signal/Channel.java"));

        assertThat(all(names, code))
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(document).containsPattern("(name|address): " + name + "\\b"));
    }

    @Test
    void everyCloseCodeIsInIt() throws IOException {
        assertThat(all("^ +\\| (4\\d{3}) \\|", document))
                .isEqualTo(all("reason\\((\\d{4}),", code(CODE.resolve("push/CloseCodes.java"))));
    }

    /** Into the folder of what was built, once for each lock file. */
    private static void install() throws IOException {
        Files.createDirectories(INSTALLED);
        Path installed = INSTALLED.resolve("installed");
        for (String file : List.of("check.mjs", "package.json", LOCK, ".npmrc")) {
            Files.copy(CHECK.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(installed) || !text(installed).equals(text(CHECK.resolve(LOCK)))) {
            run(
                    Programs.needed("npm").toString(),
                    "ci",
                    "--prefix",
                    INSTALLED.toString(),
                    "--prefer-offline",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund");
            Files.copy(CHECK.resolve(LOCK), installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String run(String... words) {
        Programs.Result result = Programs.run(new ArrayList<>(List.of(words)), new HashMap<>(System.getenv()), SECONDS);
        assertThat(result.succeeded()).as(result.output()).isTrue();
        return result.output();
    }

    private static String code(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).map(Repository::text).collect(Collectors.joining());
        }
    }
}
