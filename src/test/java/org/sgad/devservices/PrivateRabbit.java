package org.sgad.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A node of an installed RabbitMQ with its own name, ports, data, cookie and {@code epmd}, listening on the loopback
 * address only.
 *
 * <p>{@code epmd} is a child of ours that lives from the first start to {@link #close}: Erlang would start one in the
 * background that nobody ends.
 */
final class PrivateRabbit extends OwnProcess implements RabbitPart {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final long CTL_SECONDS = 60;
    private static final String NODE = "sgad@localhost";

    private final Workplace place;
    private final RabbitInstallation installation;
    private final Path home;
    private final RabbitAccess access;
    private final int distributionPort = Ports.free();
    private final int epmdPort = Ports.free();
    private final int metricsPort = Ports.free();
    private final int tlsPort = Ports.free();
    private final int managementTlsPort = Ports.free();
    private @Nullable Child epmd;

    private PrivateRabbit(Workplace place, RabbitInstallation installation, RabbitAccess access) {
        this.place = place;
        this.installation = installation;
        this.home = place.directory("rabbitmq");
        this.access = access;
    }

    static PrivateRabbit open(Workplace place, RabbitInstallation installation) {
        return Ports.retrying(() -> {
            PrivateRabbit part = new PrivateRabbit(place, installation, RabbitAccess.choose(place));
            part.configure();
            part.start();
            return part;
        });
    }

    private void configure() {
        try {
            RabbitDefinitions definitions = new RabbitDefinitions(USER, access.password(), VHOST);
            Secrets.write(home.resolve("definitions.json"), definitions.json());
            Files.writeString(home.resolve("rabbitmq.conf"), configuration());
            Files.writeString(home.resolve("advanced.config"), "[].\n");
            Files.writeString(home.resolve("rabbitmq-env.conf"), "");
            Files.copy(
                    ServerConfig.file("rabbitmq-enabled-plugins"),
                    home.resolve("enabled_plugins"),
                    StandardCopyOption.REPLACE_EXISTING);
            writeCookie(home.resolve(".erlang.cookie"));
            writeCtlScript(ctlScript());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration() {
        return """
                listeners.tcp.local = 127.0.0.1:%d
                management.tcp.ip = 127.0.0.1
                management.tcp.port = %d
                prometheus.tcp.ip = 127.0.0.1
                prometheus.tcp.port = %d
                load_definitions = %s
                """.formatted(access.port(), access.managementPort(), metricsPort, home.resolve("definitions.json"))
                + place.certificates().map(this::tlsConfiguration).orElse("");
    }

    private String tlsConfiguration(Certificates tls) {
        return """
                listeners.ssl.local = 127.0.0.1:%d
                ssl_options.cacertfile = %s
                ssl_options.certfile = %s
                ssl_options.keyfile = %s
                ssl_options.verify = verify_none
                management.ssl.ip = 127.0.0.1
                management.ssl.port = %d
                management.ssl.cacertfile = %s
                management.ssl.certfile = %s
                management.ssl.keyfile = %s
                """.formatted(
                        tlsPort,
                        tls.authority(),
                        tls.certificate(),
                        tls.key(),
                        managementTlsPort,
                        tls.authority(),
                        tls.certificate(),
                        tls.key());
    }

    private void writeCookie(Path cookie) throws IOException {
        if (!Files.exists(cookie)) {
            Secrets.write(cookie, place.secrets().get("erlang-cookie"));
            Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
        }
    }

    private void writeCtlScript(Path script) throws IOException {
        String exports = nodeEnvironment().entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "='" + variable.getValue() + "'\n")
                .sorted()
                .collect(Collectors.joining());
        Files.writeString(script, "#!/bin/sh\n" + exports + "exec '" + installation.ctl() + "' \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path ctlScript() {
        return place.data().resolve("rabbitmqctl");
    }

    @Override
    public String name() {
        return RabbitPart.super.name();
    }

    @Override
    Child launch() {
        keepEpmdRunning();
        Map<String, String> environment = inherited();
        environment.putAll(nodeEnvironment());
        Child child = place.children()
                .start(new Child.Command(
                        name(),
                        List.of(installation.server().toString()),
                        environment,
                        home,
                        place.log("rabbitmq"),
                        "TERM"));
        child.awaitReady(START_LIMIT, access::answers);
        return child;
    }

    private void keepEpmdRunning() {
        Child current = epmd;
        if (current != null && current.isRunning()) {
            return;
        }
        List<String> words =
                List.of(installation.epmd().toString(), "-port", Integer.toString(epmdPort), "-address", "127.0.0.1");
        Child child =
                place.children().start(new Child.Command("epmd", words, inherited(), home, place.log("epmd"), "TERM"));
        child.awaitReady(START_LIMIT, () -> Ports.isListenedOn(epmdPort));
        epmd = child;
    }

    /** The environment without what would lead Erlang or RabbitMQ to another node's files. */
    private Map<String, String> inherited() {
        Map<String, String> variables = new HashMap<>(place.environment());
        variables.keySet().removeIf(name -> name.startsWith("RABBITMQ_") || name.startsWith("ERL_"));
        return variables;
    }

    private Map<String, String> nodeEnvironment() {
        return Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("ERL_EPMD_PORT", Integer.toString(epmdPort)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODENAME", NODE),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
                Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString()),
                Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                Map.entry("RABBITMQ_LOGS", "-"),
                Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString()),
                Map.entry("RABBITMQ_CONFIG_FILES", home.resolve("conf.d").toString()),
                Map.entry(
                        "RABBITMQ_ADVANCED_CONFIG_FILE",
                        home.resolve("advanced.config").toString()),
                Map.entry(
                        "RABBITMQ_CONF_ENV_FILE",
                        home.resolve("rabbitmq-env.conf").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        home.resolve("enabled_plugins").toString()),
                Map.entry(
                        "RABBITMQ_GENERATED_CONFIG_DIR", home.resolve("config").toString()),
                Map.entry("RABBITMQ_SCHEMA_DIR", home.resolve("schema").toString()),
                Map.entry("RABBITMQ_PID_FILE", home.resolve("pid").toString()),
                // makes the script become the server, instead of a parent that would have to be ended, too
                Map.entry("RABBITMQ_ALLOW_INPUT", "true"),
                Map.entry("RABBITMQ_SERVER_START_ARGS", "-noinput"),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"));
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
        return Workplace.shown(home);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(access.settings());
        if (place.certificates().isPresent()) {
            settings.putAll(Map.of(
                    "RABBITMQ_PORT",
                    Integer.toString(tlsPort),
                    "RABBITMQ_TLS",
                    "true",
                    "RABBITMQ_MANAGEMENT_URL",
                    "https://localhost:" + managementTlsPort));
        }
        return Map.copyOf(settings);
    }

    @Override
    public String ctl(String... arguments) {
        List<String> words = new ArrayList<>(List.of(ctlScript().toString()));
        words.addAll(List.of(arguments));
        Programs.Result result = Programs.run(words, inherited(), CTL_SECONDS);
        if (!result.succeeded()) {
            throw new IllegalStateException("rabbitmqctl " + String.join(" ", arguments) + ": " + result.output());
        }
        return result.output();
    }

    @Override
    public Optional<String> managementUrl() {
        return Optional.of(access.managementUrl());
    }

    @Override
    public Optional<String> metricsUrl() {
        return Optional.of("http://127.0.0.1:" + metricsPort + "/metrics");
    }

    @Override
    public String passwordPlace() {
        return place.secretPlace("RABBITMQ_PASSWORD", "rabbitmq");
    }

    @Override
    public Optional<String> ctlLine() {
        return Optional.of(Workplace.shown(ctlScript()) + " list_queues -p " + VHOST);
    }

    @Override
    public void clear() {
        access.clear();
    }

    @Override
    public void close() {
        super.close();
        Child current = epmd;
        if (current != null) {
            current.end();
        }
    }
}
