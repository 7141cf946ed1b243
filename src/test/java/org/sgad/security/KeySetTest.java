package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sgad.event.UserId;

/** Keys of an issuer that is a real HTTP server. */
class KeySetTest {
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String document = "{\"keys\":[]}";
    private volatile int status = 200;
    private HttpServer issuer;
    private TokenVerifier verifier;

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            fetches.incrementAndGet();
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                status = 200;
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        issuer.start();
        verifier = verifier(issuer.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    private static TokenVerifier verifier(int port) throws IOException {
        return new TokenVerifier(
                new KeySet(URI.create("http://127.0.0.1:" + port + "/keys")), null, null, Clock.systemUTC());
    }

    private void publish(JWK... keys) {
        document = new JWKSet(List.of(keys)).toString();
    }

    private static RSAKey rsa(String kid) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(kid).generate();
    }

    private static JWTClaimsSet claims() {
        return TestTokens.claims("r-1", Instant.now().plusSeconds(60)).build();
    }

    private static String token(RSAKey key, String kid) throws JOSEException {
        return TestTokens.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), claims(), new RSASSASigner(key));
    }

    private Refusal refusal(String token) {
        return catchThrowableOfType(Refused.class, () -> verifier.verify(token)).refusal();
    }

    @Test
    void aNewKeyIsFetchedWhenItsFirstTokenComes() throws Exception {
        RSAKey old = rsa("one");
        publish(old);
        verifier.verify(token(old, "one"));
        verifier.verify(token(old, "one"));
        assertThat(fetches).hasValue(1);

        RSAKey fresh = rsa("two");
        publish(fresh);
        assertThat(verifier.verify(token(fresh, "two")).user()).isEqualTo(new UserId("r-1"));
        assertThat(refusal(token(old, "one"))).isEqualTo(Refusal.UNKNOWN_KEY);
    }

    @Test
    void unknownKeysDoNotHaveUsAskTheIssuerAgainAndAgain() throws Exception {
        RSAKey known = rsa("one");
        RSAKey unknown = rsa("nobody");
        publish(known);
        for (int nth = 0; nth < 50; nth++) {
            assertThat(refusal(token(unknown, "nobody-" + nth))).isEqualTo(Refusal.UNKNOWN_KEY);
        }

        assertThat(fetches.get()).isLessThanOrEqualTo(2);
        assertThat(verifier.verify(token(known, "one")).user()).isEqualTo(new UserId("r-1"));
    }

    @Test
    void aKidIsNoProof() throws Exception {
        RSAKey mine = rsa("one");
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
        publish(mine, other);
        String withTheWrongKind = TestTokens.signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), claims(), new ECDSASigner(other));

        assertThat(refusal(token(rsa("x"), "one"))).isEqualTo(Refusal.SIGNATURE);
        assertThat(refusal(withTheWrongKind)).isEqualTo(Refusal.UNKNOWN_KEY);
    }

    @Test
    void aSharedSecretInTheSetIsNoKey() throws Exception {
        OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).keyID("s").generate();
        document = new JWKSet(List.of((JWK) secret)).toString(false);
        String token = TestTokens.signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("s").build(), claims(), new MACSigner(secret));

        assertThat(refusal(token)).isEqualTo(Refusal.ALGORITHM);
        assertThat(fetches).hasValue(0);
    }

    @Test
    void aShortKeyInTheSetIsNoKey() throws Exception {
        RSAKey weak = new RSAKeyGenerator(1024, true).keyID("w").generate();
        publish(weak);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(weak.toPrivateKey());
        String input =
                Base64URL.encode("{\"alg\":\"RS256\",\"kid\":\"w\"}") + "." + Base64URL.encode(claims().toString());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));

        assertThat(refusal(input + "." + Base64URL.encode(signature.sign()))).isEqualTo(Refusal.UNKNOWN_KEY);
    }

    @Test
    void keysThatCannotBeHadAreNotTheTokensFault() throws Exception {
        RSAKey key = rsa("one");
        publish(key);
        status = 500;
        assertThat(refusal(token(key, "one"))).isEqualTo(Refusal.KEYS_AWAY);

        status = 200;
        verifier = verifier(issuer.getAddress().getPort());
        assertThat(verifier.verify(token(key, "one")).user()).isEqualTo(new UserId("r-1"));
        issuer.stop(0);
        assertThat(verifier.verify(token(key, "one")).user()).isEqualTo(new UserId("r-1"));
    }

    @Test
    void theIssuerIsNotFollowedElsewhereNorReadWithoutEnd() throws Exception {
        RSAKey key = rsa("one");
        publish(key);
        status = 302;
        assertThat(refusal(token(key, "one"))).isEqualTo(Refusal.KEYS_AWAY);

        verifier = verifier(issuer.getAddress().getPort());
        document = new JWKSet(List.of((JWK) key)) + " ".repeat(300 * 1024);
        assertThat(refusal(token(key, "one"))).isEqualTo(Refusal.KEYS_AWAY);
    }
}
