package org.sgad.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code .env} file as {@code docker compose} reads it: {@code NAME=value} lines, comments and quotes. */
final class EnvFile {

    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

    private EnvFile() {}

    /** The file's variables where it exists, with those of the process on top. */
    static Map<String, String> under(Map<String, String> process, Path file) {
        Map<String, String> all = new HashMap<>();
        if (Files.exists(file)) {
            try {
                all.putAll(parse(Files.readAllLines(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        all.putAll(process);
        return all;
    }

    /** Throws a {@link StartProblem} that names the first line which is no assignment. */
    static Map<String, String> parse(List<String> lines) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher assignment = LINE.matcher(line);
            if (!assignment.matches()) {
                throw new StartProblem(".env, line " + (i + 1) + " is not NAME=value");
            }
            variables.put(assignment.group(1), value(assignment.group(2)));
        }
        return variables;
    }

    private static String value(String raw) {
        for (char quote : new char[] {'"', '\''}) {
            int end = raw.lastIndexOf(quote);
            if (end > 0 && raw.charAt(0) == quote) {
                return raw.substring(1, end);
            }
        }
        return COMMENT.matcher(raw).replaceFirst("").strip();
    }
}
