package org.sgad.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.Loop;

/**
 * The issuer's published keys (JWKS). They are fetched when first needed and kept for five minutes; a token with an
 * unknown key has them fetched again, at most twice in ten seconds however many come. While the issuer cannot be reached
 * the last ones serve on for an hour.
 */
final class KeySet implements TrustedKeys {
    private static final Logger LOG = Logger.getLogger(KeySet.class.getName());
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MOST_CANDIDATES = 8;
    private static final long KEEP_MILLIS = 5 * 60_000;
    private static final long OUTAGE_MILLIS = 60 * 60_000;
    private static final long INTERVAL_MILLIS = 10_000;

    private final JWKSource<SecurityContext> keys;
    private volatile boolean isReached;

    KeySet(URI address) throws IOException {
        keys = JWKSourceBuilder.create(address.toURL(), new Retriever())
                .cache(KEEP_MILLIS, TIMEOUT_MILLIS * 2L)
                .refreshAheadCache(false)
                .rateLimited(INTERVAL_MILLIS)
                .outageTolerant(OUTAGE_MILLIS)
                .build();
    }

    /** Bounded in time and size, and going nowhere but to the configured address. */
    private static final class Retriever extends DefaultResourceRetriever {
        Retriever() {
            super(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }

    @Override
    public List<Key> candidates(JWSHeader header) throws Refused {
        if (!Signatures.ASYMMETRIC.contains(header.getAlgorithm())) {
            throw new Refused(Refusal.ALGORITHM);
        }
        List<Key> found = new ArrayList<>();
        for (JWK key : select(new JWKSelector(JWKMatcher.forJWSHeader(header)))) {
            addUsable(key, found);
        }
        if (found.isEmpty()) {
            throw new Refused(Refusal.UNKNOWN_KEY);
        }
        return found.subList(0, Math.min(MOST_CANDIDATES, found.size()));
    }

    private List<JWK> select(JWKSelector selector) throws Refused {
        try {
            List<JWK> selected = keys.get(selector, null);
            isReached = true;
            return selected;
        } catch (RateLimitReachedException e) {
            // nobody may have us ask the issuer all the time with keys that nobody has
            throw new Refused(isReached ? Refusal.UNKNOWN_KEY : Refusal.KEYS_AWAY);
        } catch (KeySourceException e) {
            isReached = false;
            LOG.log(Level.WARNING, "the issuer''s keys cannot be fetched: {0}", Loop.summary(e));
            throw new Refused(Refusal.KEYS_AWAY);
        }
    }

    private static void addUsable(JWK key, List<Key> found) {
        try {
            if (key instanceof RSAKey rsa && rsa.size() >= PublicKeys.MIN_RSA_BITS) {
                found.add(rsa.toRSAPublicKey());
            } else if (key instanceof ECKey ec) {
                found.add(ec.toECPublicKey());
            } else if (key instanceof OctetKeyPair pair) {
                found.add(PublicKeys.ed25519(pair.getDecodedX()));
            }
        } catch (JOSEException | IllegalArgumentException e) {
            LOG.log(Level.FINE, "a key of the issuer cannot be used", e);
        }
    }
}
