package org.sgad.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.embedded.RedisExecProvider;

/** A private Redis that keeps nothing on disk. */
public final class RedisPart extends OwnProcess implements Part {

    static final int STANDARD_PORT = 6379;

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int REPLY_MILLIS = 2_000;

    private final Workplace place;
    private final Path program;
    private final int port;
    private final int tlsPort = Ports.free();

    private RedisPart(Workplace place, Path program, int port) {
        this.place = place;
        this.program = program;
        this.port = port;
    }

    static RedisPart open(Workplace place) {
        Path program = program(place.directory("redis").resolve("redis-server"));
        return Ports.retrying(() -> {
            RedisPart part = new RedisPart(place, program, place.port(STANDARD_PORT));
            part.start();
            return part;
        });
    }

    private static Path program(Path target) {
        try {
            if (!Files.isExecutable(target)) {
                Path unpacked = RedisExecProvider.defaultProvider().get().toPath();
                Files.copy(unpacked, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return target;
        } catch (IOException | IllegalArgumentException e) {
            throw new StartProblem("Redis cannot be unpacked here: " + e.getMessage(), e);
        }
    }

    @Override
    Child launch() {
        List<String> words = new ArrayList<>(List.of(
                program.toString(),
                ServerConfig.file("redis.conf").toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                place.directory("redis").toString()));
        place.certificates().ifPresent(tls -> words.addAll(tlsWords(tls)));
        Child child = place.start(name(), words, Map.of(), "TERM");
        child.awaitReady(START_LIMIT, this::answers);
        return child;
    }

    private List<String> tlsWords(Certificates tls) {
        return List.of(
                "--tls-port",
                Integer.toString(tlsPort),
                "--tls-cert-file",
                tls.certificate().toString(),
                "--tls-key-file",
                tls.key().toString(),
                "--tls-ca-cert-file",
                tls.authority().toString(),
                "--tls-auth-clients",
                "no");
    }

    private boolean answers() {
        try {
            return ask("PING", "+PONG").equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Sends one inline command and returns the first line of the reply that starts as wanted. */
    private String ask(String command, String wanted) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(REPLY_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader reply =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = reply.readLine(); line != null; line = reply.readLine()) {
                if (line.startsWith(wanted) || line.startsWith("-")) {
                    return line;
                }
            }
            throw new IOException("Redis closed the connection");
        }
    }

    private String demand(String command, String wanted) {
        try {
            return ask(command, wanted);
        } catch (IOException e) {
            throw new StartProblem("Redis does not answer " + command + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public String version() {
        return demand("INFO server", "redis_version:").substring("redis_version:".length());
    }

    @Override
    public String where() {
        return "localhost:" + port;
    }

    @Override
    public String home() {
        return Workplace.shown(place.directory("redis"));
    }

    @Override
    public Map<String, String> settings() {
        boolean isTls = place.certificates().isPresent();
        return Map.of(
                "REDIS_HOST",
                "localhost",
                "REDIS_PORT",
                Integer.toString(isTls ? tlsPort : port),
                "REDIS_TLS",
                Boolean.toString(isTls));
    }

    @Override
    public void clear() {
        demand("FLUSHALL", "+OK");
    }
}
