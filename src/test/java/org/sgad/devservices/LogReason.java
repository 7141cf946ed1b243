package org.sgad.devservices;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds in a program's log the lines that tell why it failed. */
final class LogReason {

    private static final int LAST_LINES = 5;
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[\\d;]*m");
    private static final Pattern PAYARA_PREFIX = Pattern.compile("^\\[\\d{4}-.*?\\[levelValue: \\d+]\\s*(\\[\\[)?");
    private static final Pattern STACK = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more)");
    private static final Pattern VARIABLE = Pattern.compile("\\b(RABBITMQ|REDIS|DB|SGAD|JWT)_[A-Z][A-Z_]*\\b");
    private static final Pattern EXCEPTION = Pattern.compile("^.*\\b[\\w.$]+(Exception|Error|Problem): ");
    private static final Pattern ROOT = Pattern.compile("^Caused by: ");
    private static final Pattern TROUBLE =
            Pattern.compile("SEVERE|\\bFATAL\\b|\\berror\\b|exception\\b", Pattern.CASE_INSENSITIVE);

    private LogReason() {}

    /**
     * The exception that names a configuration variable, else the line that does, else the innermost cause, else the
     * last lines about trouble, else the last lines.
     */
    static String of(List<String> log) {
        List<String> lines = log.stream()
                .map(line -> COLOUR.matcher(line).replaceAll(""))
                .filter(line -> !STACK.matcher(line).find())
                .toList();
        Predicate<String> namesVariable = found(VARIABLE);
        return Stream.of(
                        last(1, lines, namesVariable.and(found(EXCEPTION))),
                        last(1, lines, namesVariable),
                        last(1, lines, found(ROOT)),
                        last(LAST_LINES, lines, found(TROUBLE)),
                        last(LAST_LINES, lines, line -> true))
                .filter(chosen -> !chosen.isEmpty())
                .findFirst()
                .map(chosen -> String.join("\n  ", chosen))
                .orElse("it logged nothing");
    }

    private static Predicate<String> found(Pattern pattern) {
        return pattern.asPredicate();
    }

    private static List<String> last(int count, List<String> lines, Predicate<String> wanted) {
        List<String> chosen = lines.stream()
                .filter(wanted)
                .map(LogReason::message)
                .filter(line -> !line.isBlank())
                .toList();
        return chosen.subList(Math.max(0, chosen.size() - count), chosen.size());
    }

    private static String message(String line) {
        String text = PAYARA_PREFIX.matcher(line).replaceFirst("");
        return VARIABLE.matcher(text).find()
                ? EXCEPTION.matcher(text).replaceFirst("").strip()
                : ROOT.matcher(text).replaceFirst("").strip();
    }
}
