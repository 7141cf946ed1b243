package org.sgad.security;

import com.nimbusds.jose.JWSHeader;
import java.security.Key;
import java.util.List;

/** The keys that tokens are checked with. */
@FunctionalInterface
interface TrustedKeys {
    /**
     * The keys that may have signed a token with this header. What the token itself brings as a key is never one.
     *
     * @throws Refused where there is none, or the keys cannot be had
     */
    List<Key> candidates(JWSHeader header) throws Refused;
}
