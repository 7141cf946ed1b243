package org.sgad.devservices;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Programs installed on this machine. */
public final class Programs {

    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    /** What a program said, and its exit code; one that did not end in time has -1. */
    public record Result(int exitCode, String output) {

        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    private Programs() {}

    static boolean exists(String name) {
        return find(name).isPresent();
    }

    /** The program; a test that needs a missing one is skipped with the reason, with {@code CI=true} it fails. */
    public static Path needed(String name) {
        Optional<Path> program = find(name);
        if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(name + " is not installed");
        }
        return program.orElseThrow(() -> new TestAbortedException(name + " is not installed"));
    }

    static Optional<Path> find(String name) {
        Stream<Path> onPath = PATH_SEPARATOR
                .splitAsStream(System.getenv().getOrDefault("PATH", "/usr/bin:/bin"))
                .map(Path::of);
        return Stream.concat(onPath, Stream.of(Path.of("/usr/sbin"), Path.of("/sbin")))
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program in that environment, which replaces the inherited one, and kills it after so many seconds. */
    public static Result run(List<String> words, Map<String, String> environment, long seconds) {
        try {
            Path output = Files.createTempFile("sgad", ".out");
            try {
                return run(words, environment, seconds, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }

    private static Result run(List<String> words, Map<String, String> environment, long seconds, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            Signals.kill(process.toHandle());
        }
        return new Result(ended ? process.exitValue() : -1, Files.readString(output, StandardCharsets.UTF_8));
    }
}
