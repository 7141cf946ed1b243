package org.sgad.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The WAR on a domain of Payara Server, made by the script that {@code server-config/} gives to operators. */
public final class PayaraServer implements AutoCloseable {

    private static final long START_SECONDS = 240;
    private static final long STOP_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Workplace place;
    private final Path distribution;
    private final Path domains;
    private final Map<String, String> environment;
    private final int port;

    PayaraServer(Workplace place, Path target, Map<String, String> environment) {
        this.place = place;
        this.distribution = target.resolve("payara6");
        this.domains = place.emptyDirectory("payara-server");
        this.port = freePorts();
        this.environment = new HashMap<>(environment);
        this.environment.put("SGAD_HTTP_PORT", Integer.toString(port));
        this.environment.put("PAYARA_DOMAIN_DIR", domains.toString());
        this.environment.put("AS_JAVA", System.getProperty("java.home"));
    }

    /** A domain's other ports are up to 80 below that of HTTP, and 6 above. */
    private static int freePorts() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int http = Ports.free();
            if (IntStream.rangeClosed(http - 80, http + 6).allMatch(Ports::isFree)) {
                return http;
            }
        }
        throw new StartProblem("No 87 free ports in a row");
    }

    /** Returns when the WAR is deployed. */
    void start(Path war) {
        Programs.Result made = Programs.run(
                List.of("bash", script().toString(), distribution.toString(), war.toString()),
                environment,
                START_SECONDS);
        process().ifPresent(server -> place.children().note(ProcessNote.of(server, "TERM", "Payara Server " + port)));
        if (!made.succeeded()) {
            close();
            throw new StartProblem("Payara Server " + port + ": " + made.output());
        }
    }

    private static Path script() {
        return Path.of("server-config", "payara-server.sh").toAbsolutePath();
    }

    public int port() {
        return port;
    }

    /** What the domain logged. */
    public Path log() {
        return domains.resolve("sgad/logs/server.log");
    }

    /** The domain's process while it runs. */
    public Optional<ProcessHandle> process() {
        Path pid = domains.resolve("sgad/config/pid");
        try {
            return Files.exists(pid)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Stops the domain as an operator does, and ends its process where that does not. */
    public void stop() {
        process().filter(Signals::isRunning).ifPresent(server -> {
            Programs.run(
                    List.of(
                            "bash",
                            distribution.resolve("bin/asadmin").toString(),
                            "stop-domain",
                            "--domaindir",
                            domains.toString(),
                            "sgad"),
                    environment,
                    STOP_SECONDS);
            Signals.end(server, "TERM", PATIENCE);
        });
    }
}
