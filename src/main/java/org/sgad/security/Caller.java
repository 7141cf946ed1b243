package org.sgad.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;

/** Who made the current request. */
@RequestScoped
public class Caller {
    private static final String CORRELATION_HEADER = "X-Correlation-Id";
    private static final String CORRELATION_ALLOWED = "[A-Za-z0-9._:-]{1,128}";

    @Inject
    HttpServletRequest request;

    /** Who it is, as the gate found out. */
    public Identity identity() {
        return visitor().identity();
    }

    /** The user's id, or {@code anonymous}. */
    public String name() {
        return identity().user().value();
    }

    /** Where the request came from: the client's network address, or its proxy's. */
    public String address() {
        return visitor().address();
    }

    public boolean has(CallerRole role) {
        return identity().has(role);
    }

    /** The caller as the log names it, with the request's {@code X-Correlation-Id} where that is a plain one. */
    public Actor actor() {
        return new Actor(name(), correlationId());
    }

    private Visitor visitor() {
        return Visitor.of(request.getUserPrincipal());
    }

    private @Nullable String correlationId() {
        String given = request.getHeader(CORRELATION_HEADER);
        return given != null && given.matches(CORRELATION_ALLOWED) ? given : null;
    }
}
