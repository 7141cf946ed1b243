package org.sgad.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.event.Traceparent;
import org.sgad.event.UserId;
import org.sgad.http.CorrelationHeader;
import org.sgad.trace.Traces;

/** Who made the current request. */
@RequestScoped
public class Caller {
    @Inject
    HttpServletRequest request;

    @Inject
    Traces traces;

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

    /** Whether this is about somebody else than who calls: then it is an administrator's deed. */
    public boolean isActingFor(UserId user) {
        return !identity().user().equals(user);
    }

    /** The caller as the log names it. */
    public Actor actor() {
        return new Actor(name(), CorrelationHeader.of(request), traceparent(), address());
    }

    private Visitor visitor() {
        return Visitor.of(request.getUserPrincipal());
    }

    /** The span that the server made of the request, where traces are wanted; else what the request names. */
    private @Nullable Traceparent traceparent() {
        return traces.current()
                .or(() -> Traceparent.parse(request.getHeader(Traceparent.HEADER)))
                .orElse(null);
    }
}
