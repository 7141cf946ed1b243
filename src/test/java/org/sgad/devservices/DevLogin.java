package org.sgad.devservices;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of tokens for {@code mvn -Prun -Dsgad.auth=jwt}: whoever reaches its loopback port becomes whom they pick, so
 * that roles can be tried by hand. Its key is made at start and dies with it; tokens are sent to the node's own pages only.
 */
public final class DevLogin implements AutoCloseable {
    public static final String ADMIN = "coordinacion";
    public static final String SERVICE = "servicio-demo";

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1");

    /** Whom one may pick, and with which role. */
    private static final Map<String, String> PEOPLE = people();

    private final KeyPair keys = newKeys();
    private final int nodePort;
    private final Clock clock;
    private final HttpServer server;

    private record Answer(int status, String type, String body, Map<String, String> headers) {}

    private DevLogin(int nodePort, Clock clock) throws IOException {
        this.nodePort = nodePort;
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()), 0);
        server.createContext("/", this::answer);
    }

    /** Listens on a free port until it is closed, for the node on that port. */
    public static DevLogin start(int nodePort, Clock clock) {
        try {
            DevLogin login = new DevLogin(nodePort, clock);
            login.server.start();
            return login;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a path is on this login. */
    public URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /** What a node needs to trust this login and to send people here. */
    public Map<String, String> settings() {
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return Map.of(
                "SGAD_AUTH",
                "jwt",
                "SGAD_JWT_PUBLIC_KEY",
                "-----BEGIN PUBLIC KEY-----\\n" + key + "\\n-----END PUBLIC KEY-----",
                "SGAD_LOGIN_URL",
                url("/").toString());
    }

    private static Map<String, String> people() {
        Map<String, String> people = new LinkedHashMap<>();
        DemoReferees.ids().forEach(id -> people.put(id, "referee"));
        people.put(ADMIN, "admin");
        people.put(SERVICE, "service");
        return people;
    }

    /** A token of one of the people, for an hour. */
    public String token(String user) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(user)
                .claim("groups", List.of(Objects.requireNonNull(PEOPLE.get(user), user)))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .build();
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner((ECPrivateKey) keys.getPrivate()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(
                    exchange.getRequestHeaders().getFirst("Host"),
                    exchange.getRequestURI().getPath(),
                    query(exchange.getRequestURI().getRawQuery()));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type() + ";charset=UTF-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders()
                    .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** A page elsewhere, whose name its owner points to this machine, names another host. */
    private Answer answer(@Nullable String host, String path, Map<String, String> query) {
        int port = server.getAddress().getPort();
        if (HOSTS.stream().noneMatch(name -> (name + ":" + port).equals(host))) {
            return text(403, "Only for this machine.");
        }
        String back = query.get("redirect_uri");
        if (back != null && !isOfTheNode(back)) {
            return text(400, "redirect_uri is '" + back + "'; allowed: a page of http://localhost:" + nodePort);
        }
        String user = query.get("user");
        if (user != null && !PEOPLE.containsKey(user)) {
            return text(404, "user is '" + user + "'; allowed: " + String.join(", ", PEOPLE.keySet()));
        }
        return switch (path) {
            case "/" ->
                user == null || back == null ? page(query) : redirect(user, back, query.getOrDefault("state", ""));
            case "/token" ->
                user == null ? text(404, "?user= must name one of " + PEOPLE.keySet()) : text(200, token(user));
            default -> text(404, "Nothing here.");
        };
    }

    private boolean isOfTheNode(String address) {
        try {
            URI page = URI.create(address);
            return "http".equals(page.getScheme())
                    && page.getPort() == nodePort
                    && HOSTS.contains(String.valueOf(page.getHost()))
                    && page.getRawUserInfo() == null
                    && page.getRawFragment() == null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private Answer redirect(String user, String back, String state) {
        String location = back + "#access_token=" + token(user) + "&token_type=Bearer&expires_in=" + LIFE.toSeconds()
                + "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
        return new Answer(302, "text/plain", "", Map.of("Location", location));
    }

    private static Answer text(int status, String text) {
        return new Answer(status, "text/plain", text, Map.of());
    }

    private Answer page(Map<String, String> query) {
        String back = query.getOrDefault("redirect_uri", "http://localhost:" + nodePort + "/");
        String rest = "&redirect_uri=" + URLEncoder.encode(back, StandardCharsets.UTF_8) + "&state="
                + URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8);
        String choices = PEOPLE.keySet().stream()
                .map(name -> "<li><a id=\"%s\" href=\"/?user=%s%s\">%s</a> <small>%s</small></li>"
                        .formatted(name, name, rest.replace("&", "&amp;"), name, PEOPLE.get(name)))
                .collect(Collectors.joining("\n"));
        return new Answer(200, "text/html", PAGE.formatted(choices), Map.of());
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : (raw == null ? "" : raw).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static final String PAGE = """
            <!doctype html>
            <html lang="es">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>SGAD · entrada de desarrollo</title>
            <style>
              :root { color-scheme: light dark }
              body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 30rem; margin: 3rem auto; padding: 0 1rem }
              li { margin: .5rem 0 }
            </style>
            <h1>¿Quién quieres ser?</h1>
            <p>Entrada de desarrollo: existe solo en esta máquina y da una credencial de una hora.</p>
            <ul>
            %s
            </ul>
            """;
}
