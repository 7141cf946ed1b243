package org.sgad.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Makes tokens as an issuer with a shared secret would. */
public final class TestTokens {
    public static final String SECRET = "a-secret-of-these-tests-0123456789abcdef";

    private TestTokens() {}

    /** A good token for five minutes. */
    public static String of(String user, String... roles) {
        return until(Instant.now().plus(Duration.ofMinutes(5)), user, roles);
    }

    static String until(Instant end, String user, String... roles) {
        return signed(claims(user, end, roles).build());
    }

    static JWTClaimsSet.Builder claims(String user, Instant end, String... roles) {
        return new JWTClaimsSet.Builder()
                .subject(user)
                .expirationTime(Date.from(end))
                .claim("groups", List.of(roles));
    }

    static String signed(JWTClaimsSet claims) {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims,
                SECRET);
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, String secret) {
        try {
            return signed(header, claims, new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
