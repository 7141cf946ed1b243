package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.event.UserId;

class TokenVerifierTest {
    private static final Instant NOW = Instant.parse("2026-10-16T20:00:00Z");
    private static final KeyPair RSA = pair("RSA", 2048);
    private static final Key SECRET =
            new SecretKeySpec(TestTokens.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256");

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair curve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TokenVerifier verifier(Key key) {
        return verifier(key, null, null);
    }

    private static TokenVerifier verifier(Key key, @Nullable String issuer, @Nullable String audience) {
        return new TokenVerifier(header -> List.of(key), issuer, audience, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Refusal refusal(TokenVerifier verifier, String token) {
        return catchThrowableOfType(Refused.class, () -> verifier.verify(token)).refusal();
    }

    private static Refusal refusalOf(JWTClaimsSet claims) {
        return refusal(verifier(SECRET), TestTokens.signed(claims));
    }

    private static JWTClaimsSet.Builder good() {
        return TestTokens.claims("r-1", NOW.plusSeconds(60), "referee");
    }

    private static String rsaToken(JWSAlgorithm algorithm) {
        return TestTokens.signed(new JWSHeader(algorithm), good().build(), new RSASSASigner(RSA.getPrivate()));
    }

    @Test
    void aGoodTokenSaysWhoForHowLong() throws Refused {
        Identity identity = verifier(SECRET).verify(TestTokens.signed(good().build()));

        assertThat(identity)
                .isEqualTo(new Identity(new UserId("r-1"), Set.of(CallerRole.REFEREE), NOW.plusSeconds(60)));
    }

    @Test
    void rolesComeFromGroupsOrRolesAsListOrText() throws Refused {
        JWTClaimsSet both = good().claim("groups", List.of("referee", "boss", 7))
                .claim("roles", "admin")
                .build();

        assertThat(verifier(SECRET).verify(TestTokens.signed(both)).roles())
                .containsExactlyInAnyOrder(CallerRole.REFEREE, CallerRole.ADMIN);
        assertThat(verifier(SECRET)
                        .verify(TestTokens.signed(
                                good().claim("groups", Map.of("admin", true)).build()))
                        .roles())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void anRsaKeyTakesEachRsaAlgorithm(String algorithm) throws Refused {
        assertThat(verifier(RSA.getPublic())
                        .verify(rsaToken(JWSAlgorithm.parse(algorithm)))
                        .user())
                .isEqualTo(new UserId("r-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1 ES256", "secp384r1 ES384", "secp521r1 ES512"})
    void aCurveTakesItsOwnAlgorithmOnly(String both) throws Exception {
        KeyPair pair = curve(both.split(" ", -1)[0]);
        JWSAlgorithm algorithm = JWSAlgorithm.parse(both.split(" ", -1)[1]);
        String token = TestTokens.signed(
                new JWSHeader(algorithm), good().build(), new ECDSASigner((ECPrivateKey) pair.getPrivate()));

        assertThat(verifier(pair.getPublic()).verify(token).user()).isEqualTo(new UserId("r-1"));
        String other = algorithm.equals(JWSAlgorithm.ES256) ? "secp384r1" : "secp256r1";
        assertThat(refusal(verifier(curve(other).getPublic()), token)).isEqualTo(Refusal.ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "Ed25519"})
    void anEd25519KeyIsCheckedByTheJdk(String algorithm) throws Exception {
        KeyPair pair = pair("Ed25519", 0);
        String token = ed25519Token(algorithm, pair.getPrivate());

        assertThat(verifier(pair.getPublic()).verify(token).user()).isEqualTo(new UserId("r-1"));
        assertThat(refusal(verifier(pair("Ed25519", 0).getPublic()), token)).isEqualTo(Refusal.SIGNATURE);
        assertThat(refusal(verifier(pair("Ed448", 0).getPublic()), token)).isEqualTo(Refusal.ALGORITHM);
    }

    private static String ed25519Token(String algorithm, PrivateKey key) throws GeneralSecurityException {
        String input = Base64URL.encode("{\"alg\":\"" + algorithm + "\"}") + "."
                + Base64URL.encode(good().build().toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature.sign());
    }

    @Test
    void nobodySignsWithNone() {
        String unsigned = Base64URL.encode("{\"alg\":\"none\"}") + "."
                + Base64URL.encode(good().build().toString()) + ".";

        assertThat(refusal(verifier(SECRET), unsigned)).isEqualTo(Refusal.UNREADABLE);
        assertThat(refusal(verifier(SECRET), unsigned.replace("none", "NONE"))).isEqualTo(Refusal.UNREADABLE);
    }

    @Test
    void aPublicKeyIsNoSecret() throws JOSEException {
        MACSigner withThePublicKey = new MACSigner(RSA.getPublic().getEncoded());
        String token = TestTokens.signed(new JWSHeader(JWSAlgorithm.HS256), good().build(), withThePublicKey);

        assertThat(refusal(verifier(RSA.getPublic()), token)).isEqualTo(Refusal.ALGORITHM);
    }

    @Test
    void aSecretTakesHs256Only() throws JOSEException {
        String longSecret = TestTokens.SECRET.repeat(2);
        Key key = new SecretKeySpec(longSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        String token = TestTokens.signed(new JWSHeader(JWSAlgorithm.HS512), good().build(), longSecret);

        assertThat(refusal(verifier(key), token)).isEqualTo(Refusal.ALGORITHM);
        assertThat(refusal(verifier(SECRET), rsaToken(JWSAlgorithm.RS256))).isEqualTo(Refusal.ALGORITHM);
    }

    @Test
    void anotherKeyOrAnAlteredTokenIsRefused() {
        String token = TestTokens.signed(good().build());
        String[] parts = token.split("\\.", -1);
        String altered = parts[0] + "."
                + Base64URL.encode(good().claim("groups", "admin").build().toString()) + "." + parts[2];

        assertThat(refusal(verifier(new SecretKeySpec(new byte[32], "HmacSHA256")), token))
                .isEqualTo(Refusal.SIGNATURE);
        assertThat(refusal(verifier(SECRET), altered)).isEqualTo(Refusal.SIGNATURE);
        assertThat(refusal(verifier(SECRET), parts[0] + "." + parts[1] + "."))
                .isIn(Refusal.SIGNATURE, Refusal.UNREADABLE);
    }

    @Test
    void aKeyInTheTokenIsNotLookedAt() throws JOSEException {
        KeyPair own = pair("RSA", 2048);
        RSAKey inTheToken = new RSAKey.Builder((RSAPublicKey) own.getPublic()).build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(inTheToken)
                .jwkURL(URI.create("http://localhost:1/keys"))
                .build();
        String token = TestTokens.signed(header, good().build(), new RSASSASigner(own.getPrivate()));

        assertThat(refusal(verifier(RSA.getPublic()), token)).isEqualTo(Refusal.SIGNATURE);
    }

    @Test
    void timesHaveThirtySecondsOfSkew() throws Refused {
        TokenVerifier verifier = verifier(SECRET);
        JWTClaimsSet late =
                good().expirationTime(Date.from(NOW.minusSeconds(29))).build();
        JWTClaimsSet early = good().notBeforeTime(Date.from(NOW.plusSeconds(29)))
                .issueTime(Date.from(NOW.plusSeconds(29)))
                .build();

        assertThat(verifier.verify(TestTokens.signed(late)).endsAt()).isEqualTo(NOW.minusSeconds(29));
        assertThat(verifier.verify(TestTokens.signed(early)).user()).isEqualTo(new UserId("r-1"));
        assertThat(refusalOf(
                        good().expirationTime(Date.from(NOW.minusSeconds(30))).build()))
                .isEqualTo(Refusal.ENDED);
        assertThat(refusalOf(
                        good().notBeforeTime(Date.from(NOW.plusSeconds(31))).build()))
                .isEqualTo(Refusal.NOT_YET);
        assertThat(refusalOf(good().issueTime(Date.from(NOW.plusSeconds(31))).build()))
                .isEqualTo(Refusal.NOT_YET);
    }

    @Test
    void aTokenMustEndAndNameAPossibleUser() {
        assertThat(refusalOf(good().expirationTime(null).build())).isEqualTo(Refusal.NO_END);
        assertThat(refusalOf(good().claim("exp", "soon").build())).isEqualTo(Refusal.UNREADABLE);
        assertThat(refusalOf(good().claim("exp", 99_999_999_999_999L).build())).isEqualTo(Refusal.UNREADABLE);
        assertThat(refusalOf(good().claim("nbf", 9_000_000_000_000_000_000L).build()))
                .as("milliseconds of it would overflow into the past")
                .isEqualTo(Refusal.UNREADABLE);
        assertThat(refusalOf(good().subject(null).build())).isEqualTo(Refusal.SUBJECT);
        assertThat(refusalOf(good().subject("r 1\nadmin").build())).isEqualTo(Refusal.SUBJECT);
    }

    @Test
    void issuerAndAudienceCountWhereTheyAreConfigured() throws Refused {
        TokenVerifier picky = verifier(SECRET, "https://issuer.example", "sgad");
        JWTClaimsSet right = good().issuer("https://issuer.example")
                .audience(List.of("other", "sgad"))
                .build();

        assertThat(picky.verify(TestTokens.signed(right)).user()).isEqualTo(new UserId("r-1"));
        assertThat(refusal(picky, TestTokens.signed(good().audience("sgad").build())))
                .isEqualTo(Refusal.ISSUER);
        assertThat(refusal(
                        picky,
                        TestTokens.signed(good().issuer("https://issuer.example.evil.example")
                                .audience("sgad")
                                .build())))
                .isEqualTo(Refusal.ISSUER);
        assertThat(refusal(
                        picky,
                        TestTokens.signed(good().issuer("https://issuer.example")
                                .audience("sgad2")
                                .build())))
                .isEqualTo(Refusal.AUDIENCE);
    }

    @Test
    void whatItMustUnderstandItDoesNot() {
        JWSHeader critical = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .criticalParams(Set.of("x-we"))
                .customParam("x-we", true)
                .build();
        assertThat(refusal(verifier(SECRET), TestTokens.signed(critical, good().build(), TestTokens.SECRET)))
                .isEqualTo(Refusal.CRITICAL);
    }

    @Test
    void onlyAccessTokensCount() throws Refused {
        assertThat(verifier(SECRET).verify(ofType("at+jwt")).user()).isEqualTo(new UserId("r-1"));
        assertThat(refusal(verifier(SECRET), ofType("secevent+jwt"))).isEqualTo(Refusal.TYPE);
    }

    private static String ofType(String type) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType(type))
                .build();
        return TestTokens.signed(header, good().build(), TestTokens.SECRET);
    }

    @Test
    void whatIsNoTokenOrTooLongIsRefused() {
        String huge = TestTokens.signed(good().claim("x", "y".repeat(8 * 1024)).build());
        for (String token : List.of("", ".", "..", "a.b.c", "é", "null", "[]", "{}", "....", "bnVsbA.e30.AA", huge)) {
            assertThat(refusal(verifier(SECRET), token)).as(token).isEqualTo(Refusal.UNREADABLE);
        }
    }

    @Test
    void aHeaderNestedAsDeepAsFitsIsRefusedAsAnyOther() {
        String deep = "{\"alg\":\"HS256\",\"x\":" + "[".repeat(2_500) + "]".repeat(2_500) + "}";
        String token = Base64URL.encode(deep) + "." + Base64URL.encode("{}") + ".AAAA";

        assertThat(refusal(verifier(SECRET), token)).isIn(Refusal.UNREADABLE, Refusal.SIGNATURE);
    }

    @Test
    void aDifferentKeyThanTheOneThatSignedIsFoundOutWhateverItsKid() throws Exception {
        PublicKey right = RSA.getPublic();
        TokenVerifier two = new TokenVerifier(
                header -> List.of(pair("RSA", 2048).getPublic(), right), null, null, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(two.verify(rsaToken(JWSAlgorithm.RS256)).user()).isEqualTo(new UserId("r-1"));
        assertThat(Duration.between(
                        NOW, two.verify(rsaToken(JWSAlgorithm.PS256)).endsAt()))
                .isEqualTo(Duration.ofSeconds(60));
    }
}
