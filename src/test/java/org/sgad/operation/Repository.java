package org.sgad.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of this project, as people and tools read them. */
public final class Repository {
    /** Matchers of labels, ranges, and the labels of a grouping. */
    private static final String BESIDE_METRICS = "\\{[^}]*}|\\[[^]]*]|\\b(by|without) *\\([^)]*\\)";

    /** A word that is neither a function nor an operator. */
    private static final String METRIC =
            "(?<![\\w.])(?!(?:and|or|unless|offset|bool|on|ignoring)\\b)([a-zA-Z_]\\w*)\\b(?! *\\()";

    private static final String BROKERS = "rabbitmq_";

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

    static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(text(file));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    static JsonNode yaml(Path file) {
        return new ObjectMapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file)));
    }

    /** What the dashboard asks Prometheus. */
    static List<String> questions() {
        List<String> questions = new ArrayList<>();
        json(serverConfig("grafana-dashboard.json"))
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> questions.add(target.path("expr").textValue())));
        return questions;
    }

    /** The names of the nodes' metrics that the dashboard shows and the alerts watch. */
    public static Set<String> nodeMetricsWatched() {
        Set<String> names = metricsWatched();
        names.removeIf(name -> name.equals("up") || name.startsWith(BROKERS));
        return names;
    }

    /** The names of the broker's metrics that they do. */
    public static Set<String> brokerMetricsWatched() {
        Set<String> names = metricsWatched();
        names.removeIf(name -> !name.startsWith(BROKERS));
        return names;
    }

    private static Set<String> metricsWatched() {
        List<String> expressions = new ArrayList<>(questions());
        expressions.addAll(
                yaml(serverConfig("prometheus-rules.yml")).path("groups").findValuesAsText("expr"));
        Set<String> names = new TreeSet<>();
        expressions.forEach(expression -> names.addAll(all(METRIC, expression.replaceAll(BESIDE_METRICS, " "))));
        return names;
    }
}
