package org.sgad.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;

/** Who made the current request. */
@RequestScoped
public class Caller {
    private static final String CORRELATION_HEADER = "X-Correlation-Id";
    private static final String CORRELATION_ALLOWED = "[A-Za-z0-9._:-]{1,128}";

    @Inject
    HttpServletRequest request;

    /** The user's id, or {@code anonymous}. */
    public String name() {
        Principal principal = request.getUserPrincipal();
        return principal == null ? AccessMechanism.ANONYMOUS : principal.getName();
    }

    /** The caller as the log names it, with the request's {@code X-Correlation-Id} where that is a plain one. */
    public Actor actor() {
        return new Actor(name(), correlationId());
    }

    private @Nullable String correlationId() {
        String given = request.getHeader(CORRELATION_HEADER);
        return given != null && given.matches(CORRELATION_ALLOWED) ? given : null;
    }
}
