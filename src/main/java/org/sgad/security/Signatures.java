package org.sgad.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/** Signatures of tokens. Which algorithms count follows from the key. */
final class Signatures {
    private static final Set<JWSAlgorithm> RSA = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512);
    private static final Set<JWSAlgorithm> ED25519 = Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);

    /** What a key of a published set may be used with. */
    static final Set<JWSAlgorithm> ASYMMETRIC = Stream.of(
                    RSA, ED25519, Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private Signatures() {}

    /** The algorithms that a key may be used with; none where it is of no kind that we know. */
    static Set<JWSAlgorithm> algorithms(Key key) {
        if (key instanceof SecretKey) {
            return Set.of(JWSAlgorithm.HS256);
        }
        if (key instanceof RSAPublicKey) {
            return RSA;
        }
        if (key instanceof ECPublicKey ec) {
            return ofCurve(Curve.forECParameterSpec(ec.getParams()));
        }
        boolean isEd25519 = key instanceof EdECPublicKey ed
                && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
        return isEd25519 ? ED25519 : Set.of();
    }

    private static Set<JWSAlgorithm> ofCurve(Curve curve) {
        if (Curve.P_256.equals(curve)) {
            return Set.of(JWSAlgorithm.ES256);
        }
        if (Curve.P_384.equals(curve)) {
            return Set.of(JWSAlgorithm.ES384);
        }
        return Curve.P_521.equals(curve) ? Set.of(JWSAlgorithm.ES512) : Set.of();
    }

    /** Whether the key signed the token, whose algorithm must be one of the key's. */
    static boolean isSignedBy(JWSObject token, Key key) {
        try {
            return key instanceof EdECPublicKey ed ? isSignedByEd25519(token, ed) : token.verify(verifier(key));
        } catch (JOSEException | GeneralSecurityException e) {
            return false;
        }
    }

    private static JWSVerifier verifier(Key key) throws JOSEException {
        if (key instanceof SecretKey secret) {
            return new MACVerifier(secret);
        }
        return key instanceof ECPublicKey ec ? new ECDSAVerifier(ec) : new RSASSAVerifier((RSAPublicKey) key);
    }

    private static boolean isSignedByEd25519(JWSObject token, PublicKey key) throws GeneralSecurityException {
        Signature check = Signature.getInstance(PublicKeys.ED25519);
        check.initVerify(key);
        check.update(token.getSigningInput());
        return check.verify(token.getSignature().decode());
    }
}
