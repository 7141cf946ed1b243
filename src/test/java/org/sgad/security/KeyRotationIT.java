package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.security.Secured.bearer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** The issuer changes its key while the node runs. */
class KeyRotationIT {
    @Test
    void tokensOfTheNewKeyCountAtOnceAndAnIssuerThatIsAwayIsNobodysFault() throws Exception {
        ECKey old = new ECKeyGenerator(Curve.P_256).keyID("2026-10").generate();
        ECKey fresh = new ECKeyGenerator(Curve.P_256).keyID("2026-11").generate();
        AtomicReference<String> document = new AtomicReference<>("");
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            byte[] body = String.valueOf(document.get()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        DevServices.current().freshData();
        try (PayaraNode payara = DevServices.current()
                .startNode(Map.of(
                        "SGAD_AUTH",
                        "jwt",
                        "SGAD_JWT_JWKS_URL",
                        "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys",
                        "SGAD_JWT_ISSUER",
                        "https://issuer.example",
                        "SGAD_JWT_AUDIENCE",
                        "sgad"))) {
            Secured node = new Secured(payara);

            assertThat(node.get("/api/me", bearer(token(old))).status()).isEqualTo(503);
            document.set(new JWKSet(List.of(old)).toString());
            assertThat(node.get("/api/me", bearer(token(old))).status()).isEqualTo(200);
            document.set(new JWKSet(List.of(fresh)).toString());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> node.get("/api/me", bearer(token(fresh))).status() == 200);
            assertThat(node.get("/api/me", bearer(token(old))).status()).isEqualTo(401);
        } finally {
            issuer.stop(0);
        }
    }

    private static String token(ECKey key) throws Exception {
        return TestTokens.signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                TestTokens.claims("r-1", Instant.now().plusSeconds(60), "referee")
                        .issuer("https://issuer.example")
                        .audience("sgad")
                        .build(),
                new ECDSASigner(key));
    }
}
