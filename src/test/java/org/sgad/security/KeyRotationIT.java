package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.security.Secured.bearer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** A node that has its keys from an issuer: forged tokens are none, and the issuer may change its key while the node runs. */
class KeyRotationIT {
    private static final String ISSUER = "https://issuer.example";
    private static final String AUDIENCE = "sgad";
    private static final String KEY = "2026-10";

    private static RSAKey key;
    private static Issuer issuer;
    private static PayaraNode payara;
    private static Secured node;

    /** Gives out a document of keys, or 503 while there is none. */
    private record Issuer(HttpServer server, AtomicReference<String> document) implements AutoCloseable {
        static Issuer start() throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            AtomicReference<String> document = new AtomicReference<>("");
            server.createContext("/keys", exchange -> {
                byte[] body = String.valueOf(document.get()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return new Issuer(server, document);
        }

        PayaraNode startNode() {
            return DevServices.current()
                    .startNode(Map.of(
                            "SGAD_AUTH",
                            "jwt",
                            "SGAD_JWT_JWKS_URL",
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/keys",
                            "SGAD_JWT_ISSUER",
                            ISSUER,
                            "SGAD_JWT_AUDIENCE",
                            AUDIENCE));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID(KEY).generate();
        issuer = Issuer.start();
        issuer.document().set(new JWKSet(key).toString());
        DevServices.current().freshData();
        payara = issuer.startNode();
        node = new Secured(payara);
    }

    @AfterAll
    static void stop() {
        payara.close();
        issuer.close();
    }

    private static JWTClaimsSet.Builder claims() {
        return TestTokens.claims("r-1", Instant.now().plusSeconds(60), "referee")
                .issuer(ISSUER)
                .audience(AUDIENCE);
    }

    private static String signed(JWTClaimsSet.Builder claims, RSAKey by) throws Exception {
        return signed(JWSAlgorithm.RS256, claims, new RSASSASigner(by));
    }

    private static String signed(JWSAlgorithm algorithm, JWTClaimsSet.Builder claims, JWSSigner signer) {
        return TestTokens.signed(new JWSHeader.Builder(algorithm).keyID(KEY).build(), claims.build(), signer);
    }

    static Stream<Arguments> forgedTokens() throws Exception {
        byte[] published = key.toPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(published)
                + "\n-----END PUBLIC KEY-----\n";
        Instant now = Instant.now();
        return Stream.of(
                Arguments.of("not signed", new PlainJWT(claims().build()).serialize()),
                Arguments.of(
                        "keyed with the public key", signed(JWSAlgorithm.HS256, claims(), new MACSigner(published))),
                Arguments.of("keyed with its PEM", signed(JWSAlgorithm.HS256, claims(), new MACSigner(pem))),
                Arguments.of(
                        "keyed with its PEM, bare", signed(JWSAlgorithm.HS256, claims(), new MACSigner(pem.strip()))),
                Arguments.of("another key of that name", signed(claims(), new RSAKeyGenerator(2048).generate())),
                Arguments.of("another issuer", signed(claims().issuer("https://evil.example"), key)),
                Arguments.of("no issuer", signed(claims().issuer(null), key)),
                Arguments.of("another audience", signed(claims().audience("another"), key)),
                Arguments.of("no audience", signed(claims().audience((String) null), key)),
                Arguments.of(
                        "not before a minute", signed(claims().notBeforeTime(Date.from(now.plusSeconds(60))), key)),
                Arguments.of("ended", signed(claims().expirationTime(Date.from(now.minusSeconds(31))), key)),
                Arguments.of("without an end", signed(claims().expirationTime(null), key)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgedTokens")
    void aForgedTokenIsRefusedEverywhere(String what, String token) {
        assertThat(node.get("/api/me", bearer(token)).status()).as(what).isEqualTo(401);
        assertThat(node.get("/api/sse/r-1", bearer(token)).status()).as(what).isEqualTo(401);
        assertThat(node.handshake("/ws/r-1", List.of(), bearer(token))).as(what).isEqualTo(401);
    }

    @Test
    void aTokenOfTheIssuerIsTaken() throws Exception {
        String token = signed(claims(), key);

        assertThat(node.get("/api/me", bearer(token)).status()).isEqualTo(200);
        assertThat(Raw.head(node.port(), "/api/sse/r-1", "Authorization: Bearer " + token))
                .startsWith("HTTP/1.1 200");
        assertThat(node.handshake("/ws/r-1", List.of(), bearer(token))).isEqualTo(101);
    }

    @Test
    void tokensOfTheNewKeyCountAtOnceAndAnIssuerThatIsAwayIsNobodysFault() throws Exception {
        ECKey old = new ECKeyGenerator(Curve.P_256).keyID("2026-10").generate();
        ECKey fresh = new ECKeyGenerator(Curve.P_256).keyID("2026-11").generate();
        try (Issuer rotating = Issuer.start();
                PayaraNode started = rotating.startNode()) {
            Secured asked = new Secured(started);

            assertThat(asked.get("/api/me", bearer(token(old))).status()).isEqualTo(503);
            rotating.document().set(new JWKSet(List.of(old)).toString());
            assertThat(asked.get("/api/me", bearer(token(old))).status()).isEqualTo(200);
            rotating.document().set(new JWKSet(List.of(fresh)).toString());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> asked.get("/api/me", bearer(token(fresh))).status() == 200);
            assertThat(asked.get("/api/me", bearer(token(old))).status()).isEqualTo(401);
        }
    }

    private static String token(ECKey key) throws Exception {
        return TestTokens.signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                claims().build(),
                new ECDSASigner(key));
    }
}
