package org.sgad.security;

import jakarta.security.enterprise.CallerPrincipal;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Who calls, from where: the principal of a request, and of the WebSocket that it becomes. */
public final class Visitor extends CallerPrincipal {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final Identity identity;

    private final String address;

    Visitor(Identity identity, String address) {
        super(identity.user().value());
        this.identity = identity;
        this.address = address;
    }

    /** The one that the gate let in. */
    public static Visitor of(@Nullable Principal principal) {
        if (principal instanceof Visitor visitor) {
            return visitor;
        }
        throw new IllegalStateException("nobody came through the gate");
    }

    public Identity identity() {
        return identity;
    }

    /** The network address of the client, or of the proxy that stands before it. */
    public String address() {
        return address;
    }
}
