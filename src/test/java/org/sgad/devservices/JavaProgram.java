package org.sgad.devservices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A main class of the test class path in a process of its own. */
public final class JavaProgram extends OwnProcess {

    /** What such a program prints, on a line of its own, once it can be used. */
    public static final String READY = "ready";

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Workplace place;
    private final Class<?> main;
    private final List<String> options;
    private final Map<String, String> environment;

    JavaProgram(Workplace place, Class<?> main, List<String> options, Map<String, String> environment) {
        this.place = place;
        this.main = main;
        this.options = List.copyOf(options);
        this.environment = Map.copyOf(environment);
    }

    @Override
    Child launch() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Child child = place.children()
                .start(new Child.Command(
                        name(), words, environment, place.emptyDirectory(name()), place.log(name()), "TERM"));
        try {
            child.awaitReady(START_LIMIT, () -> child.output().contains(READY));
            return child;
        } catch (StartProblem problem) {
            child.end();
            throw problem;
        }
    }

    @Override
    public String name() {
        return main.getSimpleName();
    }
}
