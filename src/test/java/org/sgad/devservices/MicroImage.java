package org.sgad.devservices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What {@code server-config/Dockerfile} makes, in a directory in place of an image. */
public final class MicroImage {

    private static final String HOME = "/opt/payara";
    private static final String PORT = "8000";
    private static final long BUILD_SECONDS = 300;

    private final Path directory;
    private final String dockerfile;
    private final Map<String, String> environment;

    private MicroImage(Path directory, String path) {
        this.directory = directory;
        this.dockerfile = read(Path.of("server-config", "Dockerfile")).replace("\\\n", " ");
        this.environment = Map.of(
                "PAYARA_MICRO_HOME",
                directory.toString(),
                "PATH",
                Path.of(System.getProperty("java.home"), "bin") + ":" + path);
    }

    /** Does what a build of the image does. */
    static MicroImage build(Workplace place, Path target) {
        MicroImage image = new MicroImage(
                place.emptyDirectory("micro-image"), place.environment().getOrDefault("PATH", "/usr/bin:/bin"));
        image.copy(target.resolve("payara-micro.jar"), image.directory);
        image.instructions("COPY").forEach(image::copy);
        image.instructions("RUN").forEach(image::run);
        return image;
    }

    /** A node in a container of this image, not started yet. There can be one at a time, as they share its directory. */
    PayaraNode node(Workplace place, Path target, int port, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("JVM_ARGS", jvmArgs());
        all.putAll(environment);
        return new Container(place, target, port, all);
    }

    private final class Container extends PayaraNode {
        private Container(Workplace place, Path target, int port, Map<String, String> settings) {
            super(place, target, ARTEFACT, port, settings, READY, List.of());
        }

        @Override
        List<String> words(Path home) {
            List<String> words = new ArrayList<>();
            instructions("ENTRYPOINT").forEach(json -> words.addAll(list(json)));
            instructions("CMD").forEach(json -> words.addAll(list(json)));
            words.replaceAll(word -> word.equals(PORT) ? Integer.toString(port()) : word);
            return words;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> instructions(String kind) {
        return Pattern.compile("^" + kind + " (.+)$", Pattern.MULTILINE)
                .matcher(dockerfile)
                .results()
                .map((MatchResult match) -> match.group(1).replace(HOME, directory.toString()))
                .toList();
    }

    private void copy(String words) {
        List<String> paths = new ArrayList<>(List.of(words.split("\\s+", -1)));
        paths.removeIf(word -> word.startsWith("--"));
        Path into = Path.of(paths.remove(paths.size() - 1));
        paths.forEach(path -> copy(Path.of(path), into));
    }

    private void copy(Path file, Path into) {
        try {
            Files.createDirectories(into);
            Files.copy(file, into.resolve(file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A build has a network of its own, where the server's standard port is free. */
    private void run(String command) {
        Programs.Result result =
                Programs.run(List.of("sh", "-c", command + " --port " + Ports.free()), environment, BUILD_SECONDS);
        if (!result.succeeded()) {
            throw new StartProblem(command + ": " + result.output());
        }
    }

    /** What containers have as {@code JVM_ARGS} where they are given nothing else. */
    public String jvmArgs() {
        return instructions("ENV").stream()
                .filter(variable -> variable.startsWith("JVM_ARGS="))
                .map(variable -> variable.substring(variable.indexOf('=') + 1))
                .findFirst()
                .orElse("");
    }

    private static List<String> list(String json) {
        try {
            return List.of(new ObjectMapper().readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
