package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The client library and what of the pages needs no browser, tested by Node's own test runner against a real node. */
class ClientLibraryIT extends ArtefactStory {
    private static final int MINUTES = 5;

    @Test
    void nothingIsMissedAndNothingComesTwice() throws Exception {
        needsNode();
        ProcessBuilder tests = new ProcessBuilder(command()).redirectErrorStream(true);
        tests.environment().put("SGAD_URL", http().uri("http", "/").toString());
        // WebSocket is a part of Node from version 22 on
        tests.environment().put("NODE_OPTIONS", "--experimental-websocket");
        Process run = tests.start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(output).isZero();
        assertThat(output).as("tests were run").containsPattern("# pass [1-9]");
    }

    /** Names each file, as what a folder stands for differs between Node's versions. */
    private static List<String> command() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/js"))) {
            Stream<String> tests = files.map(Path::toString)
                    .filter(file -> file.endsWith(".test.mjs"))
                    .sorted();
            return Stream.concat(Stream.of("node", "--test"), tests).toList();
        }
    }

    private static void needsNode() throws InterruptedException {
        try {
            if (new ProcessBuilder("node", "--version").start().waitFor() == 0) {
                return;
            }
        } catch (IOException e) {
            // answered below
        }
        String missing = "Node.js 20 or later is not installed";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(missing);
        }
        throw new TestAbortedException(missing);
    }
}
