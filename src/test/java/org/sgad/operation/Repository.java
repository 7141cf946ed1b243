package org.sgad.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of this project, as people and tools read them. */
public final class Repository {
    private Repository() {}

    static Path serverConfig(String name) {
        return Path.of("server-config", name).toAbsolutePath();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first group of every match in the text. */
    static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of our metrics that the dashboard shows and the alerts watch. */
    public static Set<String> metricsWatched() {
        return all(
                "\\b(sgad_[a-z_]+)\\b",
                text(serverConfig("grafana-dashboard.json")) + text(serverConfig("prometheus-rules.yml")));
    }
}
