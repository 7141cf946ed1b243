package org.sgad.devservices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * RabbitMQ in a Docker container of our own.
 *
 * <p>Its name belongs to the data directory, so the next start finds and removes one that outlived a killed launcher.
 * Data that has to last is in a volume of the same name.
 */
final class RabbitContainer implements RabbitPart {

    private static final String IMAGE = "rabbitmq:4.1-management";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final long PULL_SECONDS = 600;
    private static final long COMMAND_SECONDS = 60;
    private static final long POLL_MILLIS = 200;

    private final Workplace place;
    private final RabbitAccess access;
    private final String container;

    private RabbitContainer(Workplace place, RabbitAccess access) {
        this.place = place;
        this.access = access;
        this.container = "sgad-rabbitmq-" + place.secrets().get("container");
    }

    /** Whether a Docker engine answers; the client alone is not enough. */
    static boolean isPossible(Workplace place) {
        return Programs.exists("docker")
                && Programs.run(List.of("docker", "info"), place.environment(), COMMAND_SECONDS)
                        .succeeded();
    }

    static RabbitContainer open(Workplace place) {
        return Ports.retrying(() -> {
            RabbitContainer part = new RabbitContainer(place, RabbitAccess.choose(place));
            part.create();
            return part;
        });
    }

    private void create() {
        docker("rm", "-f", "-v", container);
        Map<String, String> environment = new HashMap<>(place.environment());
        environment.put("RABBITMQ_DEFAULT_PASS", access.password());
        Programs.Result result = Programs.run(runCommand(), environment, PULL_SECONDS);
        if (!result.succeeded()) {
            throw new StartProblem(
                    "RabbitMQ's container was not started: " + result.output().strip());
        }
        awaitReady(access::answers);
    }

    private List<String> runCommand() {
        List<String> words = new ArrayList<>(List.of("docker", "run", "-d", "--name", container, "--hostname", "sgad"));
        words.addAll(List.of("-p", "127.0.0.1:" + access.port() + ":5672"));
        words.addAll(List.of("-p", "127.0.0.1:" + access.managementPort() + ":15672"));
        words.addAll(List.of("-e", "RABBITMQ_DEFAULT_USER=" + USER, "-e", "RABBITMQ_DEFAULT_VHOST=" + VHOST));
        words.addAll(List.of("-e", "RABBITMQ_DEFAULT_PASS"));
        if (place.durable()) {
            words.addAll(List.of("-v", container + ":/var/lib/rabbitmq"));
        }
        words.add(IMAGE);
        return words;
    }

    private void awaitReady(BooleanSupplier check) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!check.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new StartProblem("RabbitMQ's container " + container + " was not ready after "
                        + START_LIMIT.toSeconds() + " s: "
                        + LogReason.of(
                                docker("logs", container).output().lines().toList()));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartProblem("Interrupted while waiting for RabbitMQ's container", e);
        }
    }

    private Programs.Result docker(String... arguments) {
        List<String> words = new ArrayList<>(List.of("docker"));
        words.addAll(List.of(arguments));
        return Programs.run(words, place.environment(), COMMAND_SECONDS);
    }

    private String demand(String... arguments) {
        Programs.Result result = docker(arguments);
        if (!result.succeeded()) {
            throw new IllegalStateException("docker " + String.join(" ", arguments) + ": " + result.output());
        }
        return result.output();
    }

    @Override
    public String version() {
        return access.version();
    }

    @Override
    public String where() {
        return access.where();
    }

    @Override
    public String home() {
        return "container " + container;
    }

    @Override
    public Map<String, String> settings() {
        return access.settings();
    }

    @Override
    public void start() {
        demand("start", container);
        awaitReady(access::answers);
    }

    @Override
    public void stop() {
        demand("stop", container);
    }

    @Override
    public void kill() {
        demand("kill", container);
    }

    @Override
    public void freeze() {
        demand("pause", container);
    }

    @Override
    public void thaw() {
        demand("unpause", container);
    }

    @Override
    public void clear() {
        access.clear();
    }

    @Override
    public String ctl(String... arguments) {
        List<String> words = new ArrayList<>(List.of("exec", container, "rabbitmqctl"));
        words.addAll(List.of(arguments));
        return demand(words.toArray(String[]::new));
    }

    @Override
    public Optional<String> managementUrl() {
        return Optional.of(access.managementUrl());
    }

    @Override
    public String passwordPlace() {
        return place.secretPlace("RABBITMQ_PASSWORD", "rabbitmq");
    }

    @Override
    public Optional<String> ctlLine() {
        return Optional.of("docker exec " + container + " rabbitmqctl list_queues -p " + VHOST);
    }

    @Override
    public void close() {
        docker("stop", container);
        docker("rm", "-f", "-v", container);
    }
}
