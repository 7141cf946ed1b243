package org.sgad.devservices;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds in a program's log the lines that tell why it failed. */
final class LogReason {

    private static final int LAST_LINES = 5;
    private static final Pattern VARIABLE =
            Pattern.compile("\\b(RABBITMQ|REDIS|DB|SGAD|JWT)_[A-Z][A-Z_]*\\b(?!.*\\bat [a-z])");
    private static final Pattern EXCEPTION_NAME = Pattern.compile("^.*?(\\b[\\w.]+(Exception|Error|Problem): )+");
    private static final Pattern TROUBLE =
            Pattern.compile("\\[SEVERE]|\\bFATAL\\b|\\berror\\b|\\bexception\\b|caused by", Pattern.CASE_INSENSITIVE);
    private static final Pattern STACK = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more)");

    private LogReason() {}

    /** The line that names a configuration variable, else the last ones about trouble, else the last ones. */
    static String of(List<String> log) {
        List<String> lines = log.stream()
                .filter(line -> !line.isBlank())
                .filter(LogReason::isProse)
                .toList();
        return lines.stream()
                .filter(line -> VARIABLE.matcher(line).find())
                .findFirst()
                .map(line -> EXCEPTION_NAME.matcher(line).replaceFirst("").strip())
                .or(() -> last(lines, line -> TROUBLE.matcher(line).find()))
                .or(() -> last(lines, line -> true))
                .orElse("it logged nothing");
    }

    static boolean isProse(String line) {
        return !STACK.matcher(line).find();
    }

    private static Optional<String> last(List<String> lines, Predicate<String> wanted) {
        List<String> found = lines.stream().filter(wanted).toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.subList(Math.max(0, found.size() - LAST_LINES), found.size()).stream()
                        .map(String::strip)
                        .collect(Collectors.joining("\n  ", "\n  ", "\n ")));
    }

    static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
