package org.sgad.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;

/** The figures of a run of the benchmarks: {@code target/bench/results.json}, and the same as a table beside it. */
final class Results {
    private static final Path JSON = Path.of("target", "bench", "results.json");
    private static final Path TABLE = Path.of("target", "bench", "table.md");

    private static final String HEAD = """
            | what | unit | here | compared with | there | ratio | goal |
            |---|---|---|---|---|---|---|
            """;

    /**
     * One figure.
     *
     * @param what was measured
     * @param value of the product
     * @param reference what it is compared with, or null
     * @param referenceValue the same figure of that, taken in the same run
     * @param goal what the project wants, or null
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Figure(
            String what,
            String unit,
            double value,
            @Nullable String reference,
            @Nullable Double referenceValue,
            @Nullable Double ratio,
            @Nullable String goal) {}

    private Results() {}

    /** Adds a figure that stands alone. */
    static void add(String what, String unit, double value, @Nullable String goal) {
        add(new Figure(what, unit, value, null, null, null, goal));
    }

    /** Adds a figure beside the one that it is compared with. */
    static void compare(
            String what, String unit, double value, String reference, double referenceValue, @Nullable String goal) {
        add(new Figure(what, unit, value, reference, referenceValue, value / referenceValue, goal));
    }

    private static void add(Figure figure) {
        System.out.println("bench: " + row(figure));
        try {
            Files.createDirectories(JSON.getParent());
            List<Figure> all = new ArrayList<>();
            if (Files.exists(JSON)) {
                all.addAll(EventJson.MAPPER.readValue(Files.readString(JSON), new TypeReference<List<Figure>>() {}));
            }
            all.add(figure);
            Files.writeString(
                    JSON, EventJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all));
            Files.writeString(TABLE, all.stream().map(Results::row).collect(Collectors.joining("\n", HEAD, "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(Figure figure) {
        return "| "
                + String.join(
                        " | ",
                        figure.what(),
                        figure.unit(),
                        plain(figure.value()),
                        text(figure.reference()),
                        plain(figure.referenceValue()),
                        plain(figure.ratio()),
                        text(figure.goal()))
                + " |";
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String plain(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        int digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
