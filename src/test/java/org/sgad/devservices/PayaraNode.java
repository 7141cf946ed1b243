package org.sgad.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The WAR on a Payara Micro process of its own; several run side by side. */
public class PayaraNode extends OwnProcess {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    static final String ARTEFACT = "sgad-events.war";
    static final String READY = "/health/ready";
    static final String LIVE = "/health/live";

    private static final List<String> DEPLOYMENT_FAILED = List.of(
            "Exception while loading the app",
            "Exception while deploying the app",
            "Error occurred during deployment",
            "Failed to deploy");

    private final HttpClient http =
            // a connection that asks for HTTP/2 while Payara deploys may never be answered again
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_LIMIT)
                    .build();
    private final Workplace place;
    private final Path target;
    private final int port;
    private final Map<String, String> environment;
    private final String check;
    private final String war;
    private final List<String> options;
    private volatile String lastAnswer = "nothing";

    /**
     * A node that is not started yet.
     *
     * @param war what it deploys: a file of Maven's build directory, or with a path of its own
     * @param check the health check that tells when it has started: {@link #READY} or {@link #LIVE}
     * @param options more words for Payara Micro's command line
     */
    PayaraNode(
            Workplace place,
            Path target,
            String war,
            int port,
            Map<String, String> environment,
            String check,
            List<String> options) {
        this.options = List.copyOf(options);
        this.war = war;
        this.check = check;
        this.place = place;
        this.target = target;
        this.port = port;
        this.environment = Map.copyOf(environment);
    }

    @Override
    Child launch() {
        // Payara would deploy what it finds of its last start, and then the WAR over it
        Path home = place.emptyDirectory("payara-" + port);
        Child child = place.children()
                .start(new Child.Command(name(), words(home), environment, home, place.log("payara-" + port), "TERM"));
        try {
            child.awaitReady(START_LIMIT, () -> isReady(child));
            return child;
        } catch (StartProblem problem) {
            child.end();
            throw new StartProblem(problem.getMessage() + "; " + check + " said: " + lastAnswer, problem);
        }
    }

    /**
     * The command that starts it.
     *
     * @param home an empty directory of its own
     */
    List<String> words(Path home) {
        UnpackedMicro micro = UnpackedMicro.of(place, built("payara-micro.jar"), built(ARTEFACT));
        List<String> words = new ArrayList<>(micro.command(home));
        words.addAll(List.of(
                "--port",
                Integer.toString(port),
                "--prebootcommandfile",
                ServerConfig.file("payara-micro-preboot.txt").toString(),
                "--deploy",
                built(war).toString(),
                "--contextroot",
                "/"));
        words.addAll(options);
        return words;
    }

    private Path built(String name) {
        Path file = target.resolve(name);
        if (!Files.exists(file)) {
            throw new StartProblem(Workplace.shown(file) + " is missing: build it with mvn package");
        }
        return file;
    }

    /** Payara opens its port before it has deployed, so only a health check tells. */
    private boolean isReady(Child child) {
        HttpRequest request =
                HttpRequest.newBuilder(url(check)).timeout(ANSWER_LIMIT).build();
        try {
            // the client's own limit ends with the headers
            HttpResponse<String> answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (answer.statusCode() == 200) {
                return true;
            }
            lastAnswer = answer.statusCode() + " "
                    + answer.body().lines().findFirst().orElse("");
        } catch (ExecutionException notYet) {
            lastAnswer = String.valueOf(notYet.getCause());
        } catch (TimeoutException notYet) {
            lastAnswer = "nothing within " + ANSWER_LIMIT + "; its log has what its threads were doing";
            Signals.send("QUIT", child.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartProblem("Interrupted while waiting for " + name(), e);
        }
        failWhereDeploymentDid(child);
        return false;
    }

    /** Payara goes on without an application that it could not deploy. */
    private void failWhereDeploymentDid(Child child) {
        boolean failed = child.output().stream()
                .anyMatch(line -> DEPLOYMENT_FAILED.stream().anyMatch(line::contains));
        if (failed) {
            child.end();
            throw new StartProblem("The WAR was not deployed: " + child.reason());
        }
    }

    @Override
    public final String name() {
        return "Payara " + port;
    }

    public final int port() {
        return port;
    }

    /** Where a path, given with its leading slash, is on this node. */
    public final URI url(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Waits until the process ends by itself. */
    int awaitExit() throws InterruptedException {
        return running().awaitExit();
    }

    /** The server's version, as its jar tells it. */
    public final String version() {
        try (JarFile jar = new JarFile(built("payara-micro.jar").toFile())) {
            JarEntry entry = jar.getJarEntry("MICRO-INF/domain/branding/glassfish-version.properties");
            if (entry == null) {
                return "";
            }
            Properties properties = new Properties();
            properties.load(jar.getInputStream(entry));
            return properties.getProperty("major_version") + "." + properties.getProperty("minor_version") + "."
                    + properties.getProperty("update_version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the log tells about the end. */
    String reason() {
        return child().map(Child::reason).orElse("it was never started");
    }

    String shownLog() {
        return Workplace.shown(place.log("payara-" + port));
    }

    public final Path log() {
        return place.log("payara-" + port);
    }
}
