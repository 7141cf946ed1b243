package org.sgad.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;
import org.sgad.http.Handshake;
import org.sgad.http.TcpConnection;

/** A request, as the gate looks at it. */
record Asked(HttpServletRequest request) {
    private static final String TICKET = "ticket.";
    private static final String SOCKETS = "/ws/";
    private static final String STREAMS = "/api/sse/";
    private static final String EVERYTHING = "/api/events/stream";
    private static final Pattern SOCKET = Pattern.compile("/ws/[^/;]+");

    /** The path as the container understood it: decoded, without parameters and detours. */
    private String path() {
        String info = request.getPathInfo();
        return request.getServletPath() + (info == null ? "" : info);
    }

    /** Whether it is of the API, or a handshake, wherever that goes: not one of the pages and documents. */
    boolean isCall() {
        String path = path() + '/';
        return path.startsWith("/api/") || path.startsWith(SOCKETS) || isHandshake();
    }

    /** Whether somebody must be known here: for every call but {@link SignIn}. */
    boolean isGuarded() {
        return isCall() && (isHandshake() || !path().equals(SignIn.PATH));
    }

    /** Whether a handshake goes where sockets are, by a path that everybody reads in the same way. */
    boolean isLost() {
        return isHandshake() && !SOCKET.matcher(request.getRequestURI()).matches();
    }

    private boolean isHandshake() {
        return Handshake.isAskedBy(request);
    }

    /** The user whose events are asked for; an id that nobody can have is left to who answers that. */
    Optional<UserId> streamOf() {
        return afterPrefix(SOCKETS).or(() -> afterPrefix(STREAMS)).flatMap(UserId::find);
    }

    private Optional<String> afterPrefix(String prefix) {
        String path = path();
        return path.startsWith(prefix) ? Optional.of(path.substring(prefix.length())) : Optional.empty();
    }

    /** What a socket will be on. */
    TcpConnection connection() {
        return isHandshake() ? TcpConnection.of(request) : TcpConnection.none();
    }

    boolean isSocket() {
        return path().startsWith(SOCKETS);
    }

    boolean isPreflight() {
        return request.getMethod().equals("OPTIONS")
                && origin() != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    @Nullable
    String origin() {
        return request.getHeader("Origin");
    }

    @Nullable
    String host() {
        return request.getHeader("Host");
    }

    String address() {
        return request.getRemoteAddr();
    }

    List<String> authorizations() {
        return Collections.list(request.getHeaders("Authorization"));
    }

    /** The ticket of a socket or stream: beside the subprotocols, or in the query. */
    Optional<String> ticket() {
        boolean isStream = path().startsWith(STREAMS) || path().equals(EVERYTHING);
        if (!request.getMethod().equals("GET") || !(isSocket() || isStream)) {
            return Optional.empty();
        }
        return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::strip)
                .filter(protocol -> protocol.startsWith(TICKET))
                .map(protocol -> protocol.substring(TICKET.length()))
                .findFirst()
                .or(() -> Optional.ofNullable(request.getParameter("ticket")));
    }
}
