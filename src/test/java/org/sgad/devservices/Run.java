package org.sgad.devservices;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code mvn -Prun}: the whole system on this machine, until Ctrl-C. */
public final class Run {

    private static final String DEFAULT_PORT = "8000";
    private static final int HIGHEST_PORT = 65_535;

    private static final List<String> ISSUER_KEYS = List.of("SGAD_JWT_JWKS_URL", "SGAD_JWT_PUBLIC_KEY", "JWT_SECRET");

    private static volatile boolean failed;

    private final Path root;
    private final Map<String, String> environment;

    private Run(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    public static void main(String[] arguments) throws InterruptedException {
        QuietLibraries.logOnlyTrouble();
        Path root = Path.of(System.getProperty("sgad.root", "")).toAbsolutePath();
        Runtime.getRuntime().addShutdownHook(new Thread(Run::sayGoodbye));
        try {
            new Run(root, EnvFile.under(System.getenv(), root.resolve(".env"))).run();
        } catch (StartProblem problem) {
            waitWhereShuttingDown();
            System.out.println("\nNot started: " + problem.getMessage());
        }
        failed = true;
        System.exit(1);
    }

    /** Returns, or throws, only when something went wrong; a shutdown of the JVM stops everything by itself. */
    private void run() throws InterruptedException {
        int port = portNumber(environment.getOrDefault("SGAD_HTTP_PORT", DEFAULT_PORT));
        ZoneId zone = zone(environment.getOrDefault("SGAD_TIMEZONE", "America/Bogota"));
        DevServices.endLeftovers(root.resolve("target/run"));
        requireFree(port);
        System.out.println("Starting SGAD Events; data is in target/run until mvn clean\n");
        boolean asksForTokens = asksForTokens(System.getProperty("sgad.auth", ""), environment);
        boolean hasIssuer = ISSUER_KEYS.stream().anyMatch(environment::containsKey);
        try (DevServices services = DevServices.start(
                        new DevServices.Setup(root.resolve("target"), "run", environment, true, Run::progress));
                DevLogin login = asksForTokens && !hasIssuer ? DevLogin.start(port, Clock.systemUTC()) : null) {
            long start = System.nanoTime();
            PayaraNode node = services.startNode(
                    port, login == null ? Map.of("SGAD_AUTH", asksForTokens ? "jwt" : "none") : login.settings());
            progress("%-10s %-10s %5.1f s".formatted("Payara", node.version(), (System.nanoTime() - start) / 1e9));
            System.out.println("\n" + RunTable.of(services, node) + (login == null ? "" : signIn(login)));
            System.out.println("\n  " + seed(node, login, zone) + "\n\n  Ctrl-C stops everything.");
            watch(node);
        }
    }

    /** Whether the node asks who calls: as {@code -Dsgad.auth} says, else as {@code SGAD_AUTH} does, else not. */
    static boolean asksForTokens(String property, Map<String, String> environment) {
        String auth = property.isBlank() ? environment.getOrDefault("SGAD_AUTH", "none") : property;
        return switch (auth.strip().toLowerCase(Locale.ROOT)) {
            case "jwt" -> true;
            case "none" -> false;
            default -> throw new StartProblem("SGAD_AUTH=" + auth + " must be jwt or none");
        };
    }

    private static String signIn(DevLogin login) {
        return "\n\n  Sign in         as a demo referee, %s (admin) or %s (service), at %s or where a page sends you\n"
                        .formatted(DevLogin.ADMIN, DevLogin.SERVICE, login.url("/"))
                + "  For curl        TOKEN=$(curl -s '%s'), then -H \"Authorization: Bearer $TOKEN\""
                        .formatted(login.url("/token?user=" + DevLogin.ADMIN));
    }

    private static void sayGoodbye() {
        if (!failed) {
            System.out.println("\nStopping everything …");
        }
    }

    /** Ctrl-C stops what this thread works with; what it then sees is no news. */
    private static void waitWhereShuttingDown() throws InterruptedException {
        try {
            Thread hook = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            Thread.currentThread().join();
        }
    }

    private static void progress(String line) {
        System.out.println("  " + line);
    }

    private static void watch(PayaraNode node) throws InterruptedException {
        int exitCode = node.awaitExit();
        waitWhereShuttingDown();
        System.out.println("\nPayara ended by itself (exit code " + exitCode + "): " + node.reason());
    }

    private static String seed(PayaraNode node, @Nullable DevLogin login, ZoneId zone) {
        Map<String, String> headers =
                login == null ? Map.of() : Map.of("Authorization", "Bearer " + login.token(DevLogin.ADMIN));
        try {
            return new DemoReferees(node::url, headers, Clock.systemUTC(), zone)
                    .seed()
                    .text();
        } catch (IOException e) {
            return "No demo referees: " + e.getMessage();
        }
    }

    static void requireFree(int port) {
        if (!Ports.isFree(port)) {
            throw new StartProblem("SGAD_HTTP_PORT=" + port + " is taken; end what listens there or set another");
        }
    }

    static int portNumber(String value) {
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 1 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw new StartProblem("SGAD_HTTP_PORT=" + value + " must be a port, 1 to " + HIGHEST_PORT);
    }

    static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw new StartProblem(
                    "SGAD_TIMEZONE=" + value + " must be a time zone's name, for instance America/Bogota", e);
        }
    }
}
