package org.sgad.devservices;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A private PostgreSQL with a database {@code sgad} that belongs to the user {@code sgad}. */
public final class PostgresPart extends OwnProcess implements Part {

    static final int STANDARD_PORT = 5432;

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long INITDB_SECONDS = 120;
    private static final String SUPERUSER = "postgres";
    private static final List<String> UNSAFE_AND_FAST =
            List.of("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off");

    private final Workplace place;
    private final PostgresBinaries binaries;
    private final Path data;
    private final int port;

    private PostgresPart(Workplace place, PostgresBinaries binaries, int port) {
        this.place = place;
        this.binaries = binaries;
        this.data = place.directory("postgresql");
        this.port = port;
    }

    static PostgresPart open(Workplace place) {
        PostgresBinaries binaries = PostgresBinaries.in(place.directory("postgresql-programs"));
        return Ports.retrying(() -> new PostgresPart(place, binaries, place.port(STANDARD_PORT)).started());
    }

    @Override
    Child launch() {
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise();
        }
        List<String> words = new ArrayList<>(binaries.command(
                "postgres",
                "-D",
                data.toString(),
                "-c",
                "config_file=" + ServerConfig.file("postgresql.conf"),
                "-c",
                "shared_buffers=128MB",
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200"));
        if (!place.durable()) {
            words.addAll(UNSAFE_AND_FAST);
        }
        place.certificates()
                .ifPresent(tls -> words.addAll(List.of(
                        "-c",
                        "ssl=on",
                        "-c",
                        "ssl_cert_file=" + tls.certificate(),
                        "-c",
                        "ssl_key_file=" + tls.key())));
        Child child = place.start(name(), words, Map.of(), "INT");
        child.awaitReady(START_LIMIT, this::answers);
        return child;
    }

    private void initialise() {
        Path password = place.secrets().file("postgres-superuser");
        place.secrets().get("postgres-superuser");
        List<String> words = new ArrayList<>(binaries.command(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!place.durable()) {
            words.add("--no-sync");
        }
        Programs.Result result = Programs.run(words, System.getenv(), INITDB_SECONDS);
        if (!result.succeeded()) {
            throw new StartProblem("PostgreSQL cannot set up " + data + ": "
                    + LogReason.of(result.output().lines().toList()));
        }
    }

    private PostgresPart started() {
        start();
        try (Connection connection = connect(SUPERUSER, "postgres");
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("SELECT 1 FROM pg_database WHERE datname = 'sgad'")
                    .next()) {
                statement.execute("DROP ROLE IF EXISTS sgad");
                statement.execute("CREATE ROLE sgad LOGIN");
                statement.execute("CREATE DATABASE sgad OWNER sgad");
            }
            statement.execute("ALTER ROLE sgad PASSWORD '" + password().replace("'", "''") + "'");
            return this;
        } catch (SQLException e) {
            close();
            throw new StartProblem("PostgreSQL refuses to prepare the database: " + e.getMessage(), e);
        }
    }

    private boolean answers() {
        try (Connection connection = connect(SUPERUSER, "postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** A connection of the application's user to the application's database. */
    public Connection connect() throws SQLException {
        return connect("sgad", "sgad");
    }

    private Connection connect(String user, String database) throws SQLException {
        String password = user.equals(SUPERUSER) ? place.secrets().get("postgres-superuser") : password();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, password);
    }

    private String password() {
        return place.secretOr("DB_PASSWORD", "postgres-sgad");
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public String version() {
        try (Connection connection = connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new StartProblem("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public String where() {
        return "localhost:" + port;
    }

    @Override
    public String home() {
        return Workplace.shown(data);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "DB_URL",
                "jdbc:postgresql://localhost:" + port + "/sgad"
                        + place.certificates()
                                .map(tls -> "?sslmode=verify-full&sslrootcert=" + tls.authority())
                                .orElse(""),
                "DB_USER",
                "sgad",
                "DB_PASSWORD",
                password());
    }

    @Override
    public void clear() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // a node that is being stopped may still hold what is dropped, in another order; the server's own workers
            // end
            // by themselves, and may be ended by its superuser alone
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()");
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be emptied", e);
        }
    }
}
