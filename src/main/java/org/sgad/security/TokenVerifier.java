package org.sgad.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;

/** Reads tokens (JWT, RFC 7519): who somebody is, or why the token does not count. */
final class TokenVerifier {
    private static final List<String> TIMES = List.of("exp", "nbf", "iat");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int MAX_LENGTH = 8 * 1024;
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final List<String> ROLE_CLAIMS = List.of("groups", "roles");

    private final TrustedKeys keys;
    private final @Nullable String issuer;
    private final @Nullable String audience;
    private final Clock clock;

    /**
     * @param issuer what {@code iss} must be; any where null
     * @param audience what {@code aud} must contain; any where null
     */
    TokenVerifier(TrustedKeys keys, @Nullable String issuer, @Nullable String audience, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * Checks a token. The signature comes before the claims, so that nobody without a key learns what is expected of them.
     *
     * @throws Refused with the reason
     */
    Identity verify(String text) throws Refused {
        SignedJWT token = parse(text);
        checkHeader(token.getHeader());
        checkSignature(token);
        JWTClaimsSet claims = claims(token);
        checkMaker(claims);
        return new Identity(subject(claims), roles(claims), checkTimes(claims));
    }

    private static SignedJWT parse(String text) throws Refused {
        if (text.length() > MAX_LENGTH) {
            throw new Refused(Refusal.UNREADABLE);
        }
        try {
            return SignedJWT.parse(text);
        } catch (ParseException | RuntimeException e) { // the library stumbles over a header that is no object
            throw new Refused(Refusal.UNREADABLE);
        }
    }

    private static void checkHeader(JWSHeader header) throws Refused {
        if (header.getCriticalParams() != null) {
            throw new Refused(Refusal.CRITICAL);
        }
        JOSEObjectType type = header.getType();
        if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
            throw new Refused(Refusal.TYPE);
        }
    }

    private void checkSignature(SignedJWT token) throws Refused {
        boolean isAllowed = false;
        for (Key key : keys.candidates(token.getHeader())) {
            if (Signatures.algorithms(key).contains(token.getHeader().getAlgorithm())) {
                isAllowed = true;
                if (Signatures.isSignedBy(token, key)) {
                    return;
                }
            }
        }
        throw new Refused(isAllowed ? Refusal.SIGNATURE : Refusal.ALGORITHM);
    }

    private static JWTClaimsSet claims(SignedJWT token) throws Refused {
        try {
            for (String time : TIMES) {
                checkThatItIsATime(token.getPayload().toJSONObject().get(time));
            }
            return token.getJWTClaimsSet();
        } catch (ParseException | RuntimeException e) {
            throw new Refused(Refusal.UNREADABLE);
        }
    }

    /** Seconds so large that they overflow would become another time. */
    private static void checkThatItIsATime(@Nullable Object seconds) throws Refused {
        if (seconds instanceof Number number && Math.abs(number.doubleValue()) > LATEST.getEpochSecond()) {
            throw new Refused(Refusal.UNREADABLE);
        }
    }

    private void checkMaker(JWTClaimsSet claims) throws Refused {
        if (issuer != null && !issuer.equals(claims.getIssuer())) {
            throw new Refused(Refusal.ISSUER);
        }
        if (audience != null && !claims.getAudience().contains(audience)) {
            throw new Refused(Refusal.AUDIENCE);
        }
    }

    private static UserId subject(JWTClaimsSet claims) throws Refused {
        String subject = claims.getSubject() == null ? "" : claims.getSubject();
        return UserId.find(subject).orElseThrow(() -> new Refused(Refusal.SUBJECT));
    }

    /** @return when it ends */
    private Instant checkTimes(JWTClaimsSet claims) throws Refused {
        if (claims.getExpirationTime() == null) {
            throw new Refused(Refusal.NO_END);
        }
        Instant now = clock.instant();
        Instant end = claims.getExpirationTime().toInstant();
        if (!now.isBefore(end.plus(SKEW))) {
            throw new Refused(Refusal.ENDED);
        }
        if (isLater(claims.getNotBeforeTime(), now.plus(SKEW)) || isLater(claims.getIssueTime(), now.plus(SKEW))) {
            throw new Refused(Refusal.NOT_YET);
        }
        return end;
    }

    private static boolean isLater(@Nullable Date time, Instant than) {
        return time != null && time.toInstant().isAfter(than);
    }

    private static Set<CallerRole> roles(JWTClaimsSet claims) {
        List<String> names = new ArrayList<>();
        for (String claim : ROLE_CLAIMS) {
            Object given = claims.getClaim(claim);
            for (Object name : given instanceof List<?> list ? list : given == null ? List.of() : List.of(given)) {
                names.add(name instanceof String text ? text : "");
            }
        }
        return CallerRole.among(names);
    }
}
