package org.sgad.security;

import com.nimbusds.jose.JWSHeader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sgad.node.ComponentSettings;
import org.sgad.node.InvalidSetting;
import org.sgad.node.Settings;

/**
 * How callers are known.
 *
 * @param keys what tokens are checked with; null where nobody is asked for one
 * @param issuer what a token's {@code iss} must be, where that is to be checked
 * @param audience what a token's {@code aud} must contain, where that is to be checked
 * @param bindPublic whether callers beyond the loopback address are let in although nobody is asked who they are
 */
record AuthSettings(
        @Nullable TrustedKeys keys,
        @Nullable String issuer,
        @Nullable String audience,
        boolean bindPublic) implements ComponentSettings {
    private static final String AUTH = "sgad.auth";
    private static final String JWKS_URL = "sgad.jwt.jwks.url";
    private static final String PUBLIC_KEY = "sgad.jwt.public.key";
    private static final String SECRET = "jwt.secret";
    private static final List<String> KEYS = List.of(JWKS_URL, PUBLIC_KEY, SECRET);
    private static final int MIN_SECRET_BYTES = 32;

    private enum Mode {
        JWT,
        NONE
    }

    /** Nobody opens a system by forgetting a setting: without one, tokens are asked for. */
    static AuthSettings from(Settings settings) {
        boolean isOpen = settings.choice(AUTH, Mode.class, Mode.JWT) == Mode.NONE;
        return new AuthSettings(
                isOpen ? null : keys(settings),
                settings.text("sgad.jwt.issuer").orElse(null),
                settings.text("sgad.jwt.audience").orElse(null),
                settings.flag("sgad.bind.public", false));
    }

    private static TrustedKeys keys(Settings settings) {
        List<String> given =
                KEYS.stream().filter(key -> settings.text(key).isPresent()).toList();
        if (given.size() != 1) {
            throw new InvalidSetting("SGAD_AUTH is jwt and " + (given.isEmpty() ? "none" : names(given))
                    + " is set; allowed: exactly one of " + names(KEYS) + ", or SGAD_AUTH=none on one machine");
        }
        return switch (given.get(0)) {
            case JWKS_URL -> keySet(settings);
            case PUBLIC_KEY -> fixed(publicKey(settings));
            default -> fixed(secret(settings));
        };
    }

    private static String names(List<String> keys) {
        return String.join(", ", keys.stream().map(Settings::variable).toList());
    }

    private static TrustedKeys fixed(Key key) {
        List<Key> one = List.of(key);
        return (JWSHeader header) -> one;
    }

    private static TrustedKeys keySet(Settings settings) {
        String given = settings.text(JWKS_URL, "");
        try {
            return keySet(given);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("SGAD_JWT_JWKS_URL is '" + Settings.masked(given)
                    + "'; allowed: an https URL, or an http one on a loopback host; no password in it");
        }
    }

    private static TrustedKeys keySet(String text) {
        URI address = URI.create(text);
        String host = String.valueOf(address.getHost());
        boolean isSafe =
                "https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && Loopback.isName(host));
        if (!isSafe || address.getHost() == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException(text);
        }
        try {
            return new KeySet(address);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Key publicKey(Settings settings) {
        return settings.pem(
                        PUBLIC_KEY,
                        "a public key or certificate: RSA of at least 2048 bits, EC P-256, P-384 or P-521, Ed25519",
                        PublicKeys::fromPem)
                .orElseThrow();
    }

    private static Key secret(Settings settings) {
        byte[] secret = settings.text(SECRET, "").getBytes(StandardCharsets.UTF_8);
        if (secret.length < MIN_SECRET_BYTES) {
            throw new InvalidSetting("JWT_SECRET has " + secret.length + " bytes; allowed: at least " + MIN_SECRET_BYTES
                    + ", for example from: openssl rand -base64 48");
        }
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    /** Whether nobody is asked who they are. */
    boolean isOpen() {
        return keys == null;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return isOpen() ? "none" : "jwt, issuer " + issuer + ", audience " + audience;
    }
}
