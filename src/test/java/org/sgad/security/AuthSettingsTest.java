package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.node.Settings;

class AuthSettingsTest {
    private static AuthSettings from(Map<String, String> values) {
        return AuthSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }

    private static String pem(String algorithm, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0) {
            generator.initialize(bits);
        }
        byte[] key = generator.generateKeyPair().getPublic().getEncoded();
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static Key key(String publicKey) throws Refused {
        return Objects.requireNonNull(
                        from(Map.of("sgad.jwt.public.key", publicKey)).keys())
                .candidates(new JWSHeader(JWSAlgorithm.RS256))
                .get(0);
    }

    @Test
    void nobodyOpensASystemByForgettingASetting() {
        String wanted = "; allowed: exactly one of SGAD_JWT_JWKS_URL, SGAD_JWT_PUBLIC_KEY, JWT_SECRET,"
                + " or SGAD_AUTH=none on one machine";
        assertThatThrownBy(() -> from(Map.of())).hasMessage("SGAD_AUTH is jwt and none is set" + wanted);
        assertThatThrownBy(() -> from(Map.of("jwt.secret", TestTokens.SECRET, "sgad.jwt.public.key", "x")))
                .hasMessage("SGAD_AUTH is jwt and SGAD_JWT_PUBLIC_KEY, JWT_SECRET is set" + wanted);
        assertThatThrownBy(() -> from(Map.of("sgad.auth", "basic")))
                .hasMessage("SGAD_AUTH is 'basic'; allowed: one of JWT, NONE");
    }

    @Test
    void noneIsForTheLoopbackAddressUnlessItIsSaidTwice() {
        assertThat(from(Map.of("sgad.auth", "none")).bindPublic()).isFalse();
        assertThat(from(Map.of("sgad.auth", "none")).isOpen()).isTrue();
        assertThat(from(Map.of("sgad.auth", "none", "sgad.bind.public", "true")).bindPublic())
                .isTrue();
    }

    @Test
    void aSecretIsLongAndIsNeverShown() {
        assertThatThrownBy(() -> from(Map.of("jwt.secret", "hunter2")))
                .hasMessageStartingWith("JWT_SECRET has 7 bytes; allowed: at least 32")
                .hasMessageNotContaining("hunter2");
        assertThat(from(Map.of("jwt.secret", TestTokens.SECRET)).toString()).doesNotContain(TestTokens.SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example/keys",
                "http://localhost.evil.example/keys",
                "https:///keys",
                "file:///etc/passwd",
                "keys"
            })
    void keysAreFetchedOverTlsOrFromThisMachine(String url) {
        assertThatThrownBy(() -> from(Map.of("sgad.jwt.jwks.url", url)))
                .hasMessage("SGAD_JWT_JWKS_URL is '" + url
                        + "'; allowed: an https URL, or an http one on a loopback host; no password in it");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotShown() {
        assertThatThrownBy(() -> from(Map.of("sgad.jwt.jwks.url", "https://user:hunter2@issuer.example/keys")))
                .hasMessageStartingWith("SGAD_JWT_JWKS_URL is 'https://…@issuer.example/keys'")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> from(Map.of("sgad.jwt.jwks.url", "http://localhost@evil.example/keys")))
                .hasMessageStartingWith("SGAD_JWT_JWKS_URL is 'http://…@evil.example/keys'");
    }

    @Test
    void whatMayBeAPrivateKeyIsNotShown() {
        String bare = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ";
        assertThatThrownBy(() -> from(Map.of("sgad.jwt.public.key", bare)))
                .hasMessageStartingWith("SGAD_JWT_PUBLIC_KEY is a text of 50 characters; allowed")
                .hasMessageNotContaining(bare);
        assertThatThrownBy(() -> from(Map.of("sgad.jwt.public.key", "/etc/sgad/key.pem")))
                .hasMessageStartingWith("SGAD_JWT_PUBLIC_KEY is '/etc/sgad/key.pem'; allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.example/keys", "http://localhost:9/keys", "http://[::1]:9/keys"})
    void aKeySetsAddressIsTaken(String url) {
        assertThat(from(Map.of("sgad.jwt.jwks.url", url)).isOpen()).isFalse();
    }

    @Test
    void aPublicKeyIsTextOrAFile(@TempDir Path directory) throws IOException, GeneralSecurityException, Refused {
        String rsa = pem("RSA", 2048);
        Path file = Files.writeString(directory.resolve("key.pem"), rsa);

        assertThat(key(rsa)).isEqualTo(key(rsa.replace("\n", "\\n"))).isEqualTo(key(file.toString()));
        assertThat(key(pem("EC", 256)).getAlgorithm()).isEqualTo("EC");
        assertThat(key(pem("Ed25519", 0)).getAlgorithm()).isEqualTo("EdDSA");
    }

    @Test
    void aWeakOrWrongKeyStopsTheNode() throws GeneralSecurityException {
        for (String wrong : new String[] {
            pem("RSA", 1024),
            pem("Ed448", 0),
            pem("X25519", 0),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            "/no/such/file"
        }) {
            assertThatThrownBy(() -> from(Map.of("sgad.jwt.public.key", wrong)))
                    .hasMessageContaining("allowed: the PEM text (with \\n escapes) or the path of a file")
                    .hasMessageNotContaining("AAAA");
        }
    }
}
