package org.sgad.push;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.http.TcpConnection;
import org.sgad.security.Visitor;

/**
 * {@code /ws/{user_id}}. In plain mode: events as they come, and a pong for every text the client sends. With the
 * subprotocol {@code sgad.v1}: a welcome, cursors, and the messages of {@link ClientMessages}.
 */
@Dependent
@ServerEndpoint(value = "/ws/{user_id}", subprotocols = UserSocket.SUBPROTOCOL, configurator = OneEndpoint.class)
public class UserSocket {
    static final String SUBPROTOCOL = "sgad.v1";

    private static final Logger LOG = Logger.getLogger(UserSocket.class.getName());
    private static final String SESSION = "org.sgad.session";
    private static final String CONNECTION = "org.sgad.connection";
    private static final String ADDRESS = "org.sgad.address";
    private static final String PONG = "{\"type\":\"pong\",\"message\":\"Connection alive\"}";
    private static final int MAX_MESSAGE = 64 * 1024;

    @Inject
    Sessions sessions;

    @Inject
    Addresses addresses;

    @Inject
    Recoveries recoveries;

    @Inject
    ClientMessages messages;

    @Inject
    Closer closer;

    @Inject
    Later later;

    @Inject
    PushMeter meter;

    @Inject
    Clock clock;

    @OnOpen
    public void open(Session socket, @PathParam("user_id") String userId) {
        Optional<UserId> user = UserId.find(userId);
        Visitor visitor = Visitor.of(socket.getUserPrincipal());
        socket.getUserProperties().put(CONNECTION, visitor.connection());
        SocketWire wire = new SocketWire(socket, visitor.connection(), () -> cutSoon(socket));
        if (user.isEmpty()) {
            refuse(wire, CloseCodes.protocolError("user_id must be 1 to 128 letters, digits or . _ @ : | ~ + -"));
            return;
        }
        if (!visitor.identity().mayFollow(user.get())) {
            // the gate has looked already; this path is the one that counts here
            refuse(wire, CloseCodes.NOT_ALLOWED);
            return;
        }
        // of a text in fragments; a single frame is bounded at the method that takes it
        socket.setMaxTextMessageBufferSize(MAX_MESSAGE);
        socket.setMaxBinaryMessageBufferSize(MAX_MESSAGE);
        Optional<ResumePoint> since =
                ResumePoint.parse(parameter(socket, "cursor"), parameter(socket, "last_event_id"));
        Format format = SUBPROTOCOL.equals(socket.getNegotiatedSubprotocol()) ? Format.SGAD_V1 : Format.PLAIN;
        boolean isFollowing = format == Format.SGAD_V1 || since.isPresent();
        OpenSession opened = OpenSession.now(user.get(), format, visitor.address(), clock);
        OpenSession about = visitor.identity().speaksFor(user.get())
                ? opened
                : opened.watchedBy(visitor.identity().user());
        UserSession session = new UserSession(about, new Interest.OfUser(user.get()), format, isFollowing, wire, meter);
        session.belongTo(visitor.identity());
        CloseReason tooMany = enter(socket, session, visitor.address());
        if (tooMany != null) {
            refuse(wire, tooMany);
        } else if (isFollowing) {
            recoveries.begin(session, since);
        }
        if (!socket.isOpen()) {
            leave(socket); // it may have been closed before it was counted
        }
    }

    private void refuse(Wire wire, CloseReason reason) {
        later.close(() -> wire.close(reason));
    }

    private @Nullable CloseReason enter(Session socket, UserSession session, String address) {
        if (!addresses.enter(address)) {
            return CloseCodes.TOO_MANY_OF_ADDRESS;
        }
        socket.getUserProperties().put(ADDRESS, address);
        if (!sessions.add(session)) {
            return CloseCodes.TOO_MANY_SESSIONS;
        }
        socket.getUserProperties().put(SESSION, session);
        return null;
    }

    private static @Nullable String parameter(Session socket, String name) {
        List<String> values = socket.getRequestParameterMap().get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    @OnMessage(maxMessageSize = MAX_MESSAGE)
    public void answer(Session socket, String text) {
        UserSession session = heard(socket);
        if (session == null) {
            return;
        }
        try {
            boolean isFastEnough =
                    session.format() == Format.SGAD_V1 ? messages.take(text, session) : session.answer(PONG);
            if (!isFastEnough) {
                closer.closeSlow(session);
            }
        } catch (InvalidFields e) {
            closer.close(session, CloseCodes.protocolError(String.valueOf(e.getMessage())));
        }
    }

    @OnMessage(maxMessageSize = MAX_MESSAGE)
    public void refuse(Session socket, byte[] binary) {
        UserSession session = heard(socket);
        if (session != null) {
            closer.close(session, CloseCodes.protocolError("messages must be text"));
        }
    }

    @OnMessage
    public void pong(Session socket, PongMessage pong) {
        heard(socket);
    }

    private static @Nullable UserSession heard(Session socket) {
        if (socket.getUserProperties().get(SESSION) instanceof UserSession session) {
            session.heartbeat().heard(System.nanoTime());
            return session;
        }
        return null;
    }

    @OnClose
    public void close(Session socket) {
        cutSoon(socket);
        leave(socket);
    }

    private void cutSoon(Session socket) {
        if (socket.getUserProperties().get(CONNECTION) instanceof TcpConnection connection) {
            later.cut(() -> {
                connection.cut();
                leave(socket);
            });
        }
    }

    private void leave(Session socket) {
        if (socket.getUserProperties().remove(ADDRESS) instanceof String address) {
            addresses.leave(address);
        }
        if (socket.getUserProperties().get(SESSION) instanceof UserSession session) {
            sessions.remove(session);
            session.outbound().discard();
        }
    }

    @OnError
    public void fail(Session socket, Throwable failure) {
        LOG.log(Level.FINE, "socket " + socket.getId(), failure);
    }
}
