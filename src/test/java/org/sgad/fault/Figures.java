package org.sgad.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a fault's rounds measured: one line on the console, and one row of {@code target/faults.md}. */
final class Figures {
    private static final Path TABLE = Path.of("target", "faults.md");
    private static final String HEAD = "| fault | figures |\n|---|---|\n";

    private final String fault;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    private Figures(String fault) {
        this.fault = fault;
    }

    static Figures of(String fault) {
        return new Figures(fault);
    }

    /** Sets a figure. */
    Figures put(String name, double value) {
        figures.put(name, value);
        return this;
    }

    /** Adds to a figure that starts at zero. */
    Figures add(String name, double value) {
        figures.merge(name, value, Double::sum);
        return this;
    }

    /** Keeps the largest of a figure. */
    Figures most(String name, double value) {
        figures.merge(name, value, Math::max);
        return this;
    }

    /** Adds what a ledger found. */
    Figures add(Ledger.Verdict verdict) {
        return add("committed", verdict.committed())
                .add("to see", verdict.expected())
                .add("seen", verdict.seen())
                .add("replayed", verdict.replayed())
                .add("duplicates dropped", verdict.duplicates())
                .add("missing", verdict.missing())
                .add("out of order", verdict.disordered());
    }

    void print() {
        String text = figures.entrySet().stream()
                .map(figure -> figure.getKey() + " " + plain(figure.getValue()))
                .collect(Collectors.joining(", "));
        System.out.println("fault: " + fault + ": " + text);
        try {
            if (!Files.exists(TABLE)) {
                Files.writeString(TABLE, HEAD);
            }
            Files.writeString(TABLE, "| " + fault + " | " + text + " |\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
