package org.sgad.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where private parts live: a data directory with its child processes, secrets and logs.
 *
 * @param data absolute
 * @param environment what the launcher was told: process environment and {@code .env}
 * @param standardPorts whether parts take their standard port where it is free
 * @param durable whether data has to survive a crash of the machine
 * @param certificates what parts speak TLS with, where they are to; they speak without it as well, for whoever watches them
 */
record Workplace(
        Path data,
        Children children,
        Secrets secrets,
        Map<String, String> environment,
        boolean standardPorts,
        boolean durable,
        Optional<Certificates> certificates) {

    Path directory(String name) {
        try {
            return Files.createDirectories(data.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory without what an earlier start left in it. */
    Path emptyDirectory(String name) {
        Path directory = directory(name);
        try {
            deleteTree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory(name);
    }

    static void deleteTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> deepestFirst =
                    tree.sorted((one, other) -> other.compareTo(one)).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    Path log(String name) {
        return directory("log").resolve(name + ".log");
    }

    int port(int standard) {
        return standardPorts ? Ports.standardOrFree(standard) : Ports.free();
    }

    /** Starts a child that inherits our environment with changes; its log is named after it. */
    Child start(String name, List<String> words, Map<String, String> changes, String stopSignal) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(changes);
        return children.start(
                new Child.Command(name, words, variables, data, log(name.toLowerCase(Locale.ROOT)), stopSignal));
    }

    /** What the environment says, else the generated secret. */
    String secretOr(String variable, String secret) {
        return isGiven(variable) ? environment.getOrDefault(variable, "") : secrets.get(secret);
    }

    /** Where people can read what {@link #secretOr} answers. */
    String secretPlace(String variable, String secret) {
        return isGiven(variable) ? variable : shown(secrets.file(secret));
    }

    private boolean isGiven(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    /** A path as people want to read it: relative to where they are. */
    static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }
}
