package org.sgad.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What axe-core found in which state of a page, minor findings too: {@code target/accessibility.md}. Classes of stories run
 * beside each other, so each state is put into the file under a lock, in the place of what was found in it before.
 */
final class AccessibilityReport {
    private static final Path FILE = Path.of("target/accessibility.md");
    private static final Path LOCK = Path.of("target/accessibility.lock");
    private static final Pattern PART = Pattern.compile("^## (.+)\n\n((?:[^#].*\n)*)", Pattern.MULTILINE);

    /** An element against a rule; {@code impact} is minor, moderate, serious or critical. */
    record Finding(String impact, String rule, String html) {
        private String line() {
            return "- " + impact + ", " + rule + ": `" + html.replace("`", "'").replaceAll("\\s+", " ") + "`\n";
        }
    }

    private AccessibilityReport() {}

    static List<Finding> findings(JsonNode violations) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode violation : violations) {
            for (JsonNode node : violation.path("nodes")) {
                findings.add(new Finding(
                        violation.path("impact").asText(),
                        violation.path("id").asText(),
                        node.path("html").asText()));
            }
        }
        return findings;
    }

    static synchronized void add(String state, List<Finding> findings) {
        try {
            Files.createDirectories(FILE.getParent());
            try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                Map<String, String> parts = lock.isValid() ? read() : new TreeMap<>();
                parts.put(state, findings.isEmpty() ? "nothing\n" : lines(findings));
                Files.writeString(FILE, text(parts));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> parts = new TreeMap<>();
        if (Files.exists(FILE)) {
            Matcher part = PART.matcher(Files.readString(FILE));
            while (part.find()) {
                parts.put(part.group(1), part.group(2).stripTrailing() + "\n");
            }
        }
        return parts;
    }

    private static String text(Map<String, String> parts) {
        return parts.entrySet().stream()
                .map(part -> "## " + part.getKey() + "\n\n" + part.getValue())
                .collect(Collectors.joining("\n", "# What axe-core finds, by the state of a page\n\n", ""));
    }

    private static String lines(List<Finding> findings) {
        return findings.stream().map(Finding::line).distinct().collect(Collectors.joining());
    }
}
