package org.sgad.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * PostgreSQL, Redis and RabbitMQ, started together, and Payara nodes on top of them.
 *
 * <p>Closing ends everything in reverse order, once; it also happens when the JVM shuts down. After a hard kill the
 * next start in the same directory ends what was left.
 */
public final class DevServices implements AutoCloseable {

    private static final Set<String> SURVIVES_FRESH_START = Set.of("lock", "processes", "postgresql-programs", "redis");

    private final Workplace place;
    private final Path target;
    private final Closing closing;
    private final Part postgres;
    private final Part redis;
    private final RabbitPart rabbit;

    /**
     * What to start, where.
     *
     * @param target Maven's build directory, where WAR and server are
     * @param directory the name of a directory in there for everything that the parts keep
     * @param environment process environment and {@code .env}
     * @param lasting keep data between runs and across a crash, and take standard ports where they are free; otherwise
     *     start empty, fast, on free ports
     * @param progress gets a line for each part that is up
     * @param certificates what parts speak TLS with, where they are to; {@link #settings} lead there then
     */
    public record Setup(
            Path target,
            String directory,
            Map<String, String> environment,
            boolean lasting,
            Consumer<String> progress,
            Optional<Certificates> certificates) {
        /** Without TLS. */
        public Setup(
                Path target,
                String directory,
                Map<String, String> environment,
                boolean lasting,
                Consumer<String> progress) {
            this(target, directory, environment, lasting, progress, Optional.empty());
        }
    }

    private DevServices(Workplace place, Path target, Closing closing, Part postgres, Part redis, RabbitPart rabbit) {
        this.place = place;
        this.target = target;
        this.closing = closing;
        this.postgres = postgres;
        this.redis = redis;
        this.rabbit = rabbit;
    }

    /** The parts of this test JVM; see {@link DevServicesSession}. */
    public static DevServices current() {
        return DevServicesSession.services();
    }

    /**
     * Returns when all parts answer.
     *
     * @throws StartProblem when one does not start; the others are stopped then
     */
    public static DevServices start(Setup setup) {
        Path target = setup.target().toAbsolutePath();
        Path data = target.resolve(setup.directory());
        Children children = Children.of(data);
        Closing closing = closedAtShutdown();
        closing.add(children::close);
        try {
            if (!setup.lasting()) {
                deleteOldData(data);
            }
            Secrets secrets = new Secrets(data.resolve("secrets"));
            Workplace place = new Workplace(
                    data,
                    children,
                    secrets,
                    setup.environment(),
                    setup.lasting(),
                    setup.lasting(),
                    setup.certificates());
            return startParts(place, target, closing, setup.progress());
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /** Ends what a killed run left in that directory, its HTTP port included. */
    static void endLeftovers(Path data) {
        Children.of(data.toAbsolutePath()).close();
    }

    private static Closing closedAtShutdown() {
        Closing closing = new Closing();
        Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "sgad-devservices-shutdown"));
        return closing;
    }

    private static DevServices startParts(Workplace place, Path target, Closing closing, Consumer<String> progress) {
        CompletableFuture<Part> postgres = starting(
                closing,
                progress,
                () -> Given.postgres(place.environment())
                        .<Part>map(given -> given)
                        .orElseGet(() -> PostgresPart.open(place)));
        CompletableFuture<Part> redis = starting(
                closing,
                progress,
                () -> Given.redis(place.environment())
                        .<Part>map(given -> given)
                        .orElseGet(() -> RedisPart.open(place)));
        CompletableFuture<RabbitPart> rabbit = starting(closing, progress, () -> RabbitChoice.open(place, progress));
        try {
            CompletableFuture.allOf(postgres, redis, rabbit).join();
            return new DevServices(place, target, closing, postgres.join(), redis.join(), rabbit.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartProblem problem ? problem : e;
        }
    }

    private static <P extends Part> CompletableFuture<P> starting(
            Closing closing, Consumer<String> progress, Supplier<P> open) {
        CompletableFuture<P> future = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        long start = System.nanoTime();
                        P part = open.get();
                        closing.add(part::close);
                        progress.accept(upLine(part, Duration.ofNanos(System.nanoTime() - start)));
                        future.complete(part);
                    } catch (RuntimeException | Error e) {
                        future.completeExceptionally(e);
                    }
                },
                "sgad-devservices-start");
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    private static String upLine(Part part, Duration took) {
        return String.format(Locale.ROOT, "%-10s %-10s %5.1f s", part.name(), part.version(), took.toMillis() / 1000.0);
    }

    private static void deleteOldData(Path data) {
        try (Stream<Path> entries = Files.list(data)) {
            for (Path entry : entries.toList()) {
                if (!SURVIVES_FRESH_START.contains(String.valueOf(entry.getFileName()))) {
                    Workplace.deleteTree(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Part postgres() {
        return postgres;
    }

    public Part redis() {
        return redis;
    }

    public RabbitPart rabbit() {
        return rabbit;
    }

    List<Part> parts() {
        return List.of(postgres, redis, rabbit);
    }

    /** The contract's environment variables that lead to these parts. */
    public Map<String, String> settings() {
        Map<String, String> all = new HashMap<>(postgres.settings());
        all.putAll(redis.settings());
        all.putAll(rabbit.settings());
        return Map.copyOf(all);
    }

    /** A connection to the application's database as the application's user. */
    public Connection connect() throws SQLException {
        Map<String, String> settings = postgres.settings();
        return DriverManager.getConnection(
                settings.getOrDefault("DB_URL", ""), settings.get("DB_USER"), settings.get("DB_PASSWORD"));
    }

    /** The number that a query of the application's database finds. */
    public long number(String query) {
        try (Connection database = connect();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /**
     * Empties database, broker and Redis. Nodes that run meanwhile lose their tables and channels: stop them before, or
     * expect them to reconnect to nothing.
     */
    public void freshData() {
        postgres.clear();
        rabbit.clear();
        redis.clear();
    }

    /** Starts the WAR on a free port, see {@link #startNode(int, Map)}. */
    public PayaraNode startNode(Map<String, String> settings) {
        return Ports.retrying(() -> startNode(Ports.free(), settings));
    }

    /**
     * Starts the WAR on Payara Micro and returns when it is ready. It is closed with these services at the latest.
     *
     * @param settings the contract's environment variables, on top of {@link #settings} and {@code SGAD_AUTH=none}
     * @throws StartProblem with the log's reason when it ends or is not ready in time
     */
    public PayaraNode startNode(int port, Map<String, String> settings) {
        return startNode(port, settings, PayaraNode.ARTEFACT, PayaraNode.READY, List.of());
    }

    /** As {@link #startNode(Map)}, with more words for Payara Micro's command line. */
    public PayaraNode startNode(Map<String, String> settings, List<String> options) {
        return Ports.retrying(() -> startNode(Ports.free(), settings, PayaraNode.ARTEFACT, PayaraNode.READY, options));
    }

    /** As {@link #startNode(Map)}, of another WAR in Maven's build directory. */
    public PayaraNode startNode(Map<String, String> settings, String war) {
        return Ports.retrying(() -> startNode(Ports.free(), settings, war, PayaraNode.READY, List.of()));
    }

    /** As {@link #startNode(Map)}, of a node that lives without being ready, as its broker is away. */
    public PayaraNode startUnreadyNode(Map<String, String> settings) {
        return Ports.retrying(() -> startNode(Ports.free(), settings, PayaraNode.ARTEFACT, PayaraNode.LIVE, List.of()));
    }

    /** Does what a build of the image does; takes a minute. */
    public MicroImage buildImage() {
        return MicroImage.build(place, target);
    }

    /** As {@link #startNode(Map)}, of a node in a container of that image. */
    public PayaraNode startNode(MicroImage image, Map<String, String> settings) {
        return Ports.retrying(() -> {
            int port = Ports.free();
            return started(image.node(place, target, port, nodeSettings(port, settings)));
        });
    }

    private PayaraNode startNode(
            int port, Map<String, String> settings, String war, String check, List<String> options) {
        return started(new PayaraNode(place, target, war, port, nodeSettings(port, settings), check, options));
    }

    private PayaraNode started(PayaraNode node) {
        closing.add(node::close);
        node.start();
        return node;
    }

    /**
     * Makes a domain of Payara Server with the WAR and returns when it is deployed. It is closed with these services at the
     * latest.
     */
    public PayaraServer startServer(Map<String, String> settings) {
        PayaraServer server = new PayaraServer(place, target, nodeSettings(settings));
        closing.add(server::close);
        server.start(target.resolve(PayaraNode.ARTEFACT));
        return server;
    }

    /**
     * Starts a main class of the test class path and returns when it has printed {@link JavaProgram#READY}. It is closed
     * with these services at the latest.
     *
     * @param options of its JVM
     * @param settings environment variables, on top of {@link #settings}
     */
    public JavaProgram startProgram(Class<?> main, List<String> options, Map<String, String> settings) {
        JavaProgram program = new JavaProgram(place, main, options, nodeSettings(settings));
        closing.add(program::close);
        program.start();
        return program;
    }

    /** Starts a proxy before two nodes, and returns when it has found both ready. It is closed with these services. */
    public Proxy startProxy(PayaraNode first, PayaraNode second) {
        return Ports.retrying(() -> {
            Proxy proxy = new Proxy(place, first, second);
            closing.add(proxy::close);
            proxy.start();
            return proxy;
        });
    }

    private Map<String, String> nodeSettings(int port, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("SGAD_NODE_ID", place.environment().getOrDefault("SGAD_NODE_ID", "node-" + port));
        all.put("SGAD_HTTP_PORT", Integer.toString(port));
        if (!place.durable()) {
            // a test's node does not live long enough for what the second compiler costs
            all.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        }
        all.putAll(settings);
        return nodeSettings(all);
    }

    private Map<String, String> nodeSettings(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(place.environment());
        all.keySet()
                .removeIf(name -> name.startsWith("RABBITMQ_") || name.startsWith("REDIS_") || name.startsWith("DB_"));
        all.putIfAbsent("SGAD_AUTH", "none");
        all.putAll(settings());
        all.putAll(settings);
        // what is set to nothing is meant to come from elsewhere
        all.values().removeIf(String::isBlank);
        return all;
    }

    @Override
    public void close() {
        closing.close();
    }
}
