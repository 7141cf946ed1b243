package org.sgad.security;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads public keys; all that goes wrong is an {@link IllegalArgumentException}. */
final class PublicKeys {
    static final int MIN_RSA_BITS = 2_048;
    static final String ED25519 = "Ed25519";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final byte[] ED25519_PREFIX = new BigInteger("302a300506032b6570032100", 16).toByteArray();
    private static final int ED25519_BYTES = 32;

    private PublicKeys() {}

    /** The public key, or a certificate's, in PEM. */
    static PublicKey fromPem(String text) {
        Matcher pem = PEM.matcher(text);
        if (!pem.find()) {
            throw new IllegalArgumentException("no public key or certificate in PEM");
        }
        byte[] content = Base64.getMimeDecoder().decode(pem.group(2));
        return strong(pem.group(1).equals("CERTIFICATE") ? ofCertificate(content) : ofInfo(content));
    }

    private static PublicKey ofCertificate(byte[] certificate) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate))
                    .getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no certificate", e);
        }
    }

    private static PublicKey ofInfo(byte[] info) {
        for (String algorithm : List.of("RSA", "EC", ED25519)) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info));
            } catch (GeneralSecurityException e) {
                // a key of another kind, or none
            }
        }
        throw new IllegalArgumentException("no RSA, EC or Ed25519 key");
    }

    private static PublicKey strong(PublicKey key) {
        boolean isShort = key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS;
        if (isShort || Signatures.algorithms(key).isEmpty()) {
            throw new IllegalArgumentException("the key is too short or of a kind that is not allowed");
        }
        return key;
    }

    /** The key that a JWK writes as its 32 bytes. */
    static EdECPublicKey ed25519(byte[] x) {
        if (x.length != ED25519_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has " + ED25519_BYTES + " bytes");
        }
        byte[] info = new byte[ED25519_PREFIX.length + x.length];
        System.arraycopy(ED25519_PREFIX, 0, info, 0, ED25519_PREFIX.length);
        System.arraycopy(x, 0, info, ED25519_PREFIX.length, x.length);
        try {
            return (EdECPublicKey) KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(info));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no Ed25519 key", e);
        }
    }
}
