package org.sgad.devservices;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.opentest4j.TestAbortedException;

/**
 * Starts the parts once for a test JVM that asks for them with {@code -Dsgad.devservices}, which names their directory
 * in {@code target/}, and stops them at its end.
 *
 * <p>The settings that lead to the parts become system properties with their MicroProfile names ({@code rabbitmq.host}).
 * Where a part cannot run, tests that need it are skipped with the reason; with {@code CI=true} the session fails.
 */
public final class DevServicesSession implements LauncherSessionListener {

    private static volatile @Nullable DevServices services;
    private static volatile String missing =
            "No parts were started: set -Dsgad.devservices=devservices, as failsafe does";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String directory = System.getProperty("sgad.devservices");
        if (directory == null || services != null) {
            return;
        }
        try {
            QuietLibraries.logOnlyTrouble();
            DevServices started = DevServices.start(
                    new DevServices.Setup(Path.of("target"), directory, environment(), false, System.out::println));
            started.settings().forEach((name, value) -> System.setProperty(propertyName(name), value));
            services = started;
        } catch (StartProblem problem) {
            if ("true".equals(System.getenv("CI"))) {
                throw problem;
            }
            missing = String.valueOf(problem.getMessage());
            System.out.println("Integration tests are skipped: " + missing);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        DevServices started = services;
        if (started != null) {
            started.close();
            services = null;
        }
    }

    static DevServices services() {
        DevServices started = services;
        if (started == null) {
            throw new TestAbortedException(missing);
        }
        return started;
    }

    /** Why there are no parts although this JVM asked for them. */
    static Optional<String> missing() {
        return System.getProperty("sgad.devservices") != null && services == null
                ? Optional.of(missing)
                : Optional.empty();
    }

    /** What a developer has set for the application itself must not change what tests see. */
    private static Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> name.startsWith("SGAD_") || name.startsWith("JWT_"));
        return variables;
    }

    static String propertyName(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
