package org.sgad.security;

import jakarta.security.enterprise.CallerPrincipal;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.sgad.http.TcpConnection;

/** Who calls, from where: the principal of a request, and of the WebSocket that it becomes. */
public final class Visitor extends CallerPrincipal {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final Identity identity;

    private final String address;

    @SuppressWarnings("serial") // never serialised
    private final TcpConnection connection;

    /** @param connection what it came on; of a handshake, as its request is gone when the socket is there */
    Visitor(Identity identity, String address, TcpConnection connection) {
        super(identity.user().value());
        this.identity = identity;
        this.address = address;
        this.connection = connection;
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

    /** The connection of a socket. */
    public TcpConnection connection() {
        return connection;
    }

    /** The network address of the client, or of the proxy that stands before it. */
    public String address() {
        return address;
    }
}
