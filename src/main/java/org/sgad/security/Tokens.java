package org.sgad.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Tokens, as the configuration has them checked. */
@ApplicationScoped
public class Tokens {
    @Inject
    AuthSettings settings;

    @Inject
    Clock clock;

    private @Nullable TokenVerifier verifier;

    @PostConstruct
    void begin() {
        TrustedKeys keys = settings.keys();
        if (keys != null) {
            verifier = new TokenVerifier(keys, settings.issuer(), settings.audience(), clock);
        }
    }

    /**
     * Who brings this token; may block while the issuer's keys are fetched. Where nobody is asked for a token, everybody is
     * anonymous and nothing ends, whatever they bring.
     *
     * @throws Refused with the reason
     */
    public Identity verify(String token) throws Refused {
        return verifier == null ? Identity.ANONYMOUS : verifier.verify(token);
    }
}
