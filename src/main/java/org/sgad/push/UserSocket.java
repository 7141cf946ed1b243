package org.sgad.push;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.event.UserId;

/** {@code /ws/{user_id}} in plain mode: events as they come, and a pong for every text the client sends. */
@ServerEndpoint("/ws/{user_id}")
public class UserSocket {
    private static final Logger LOG = Logger.getLogger(UserSocket.class.getName());
    private static final String SESSION = "org.sgad.session";
    private static final String PONG = "{\"type\":\"pong\",\"message\":\"Connection alive\"}";
    private static final int MAX_MESSAGE = 64 * 1024;

    @Inject
    Sessions sessions;

    @Inject
    Closer closer;

    @Inject
    PushMeter meter;

    @OnOpen
    public void open(Session socket, @PathParam("user_id") String userId) throws IOException {
        Optional<UserId> user = UserId.find(userId);
        if (user.isEmpty()) {
            socket.close(CloseCodes.protocolError("user_id must be 1 to 128 letters, digits or . _ @ : | ~ + -"));
            return;
        }
        // no idle timeout: the server would restart a timer on every send
        socket.setMaxIdleTimeout(0);
        // of a text in fragments; a single frame is bounded at the method that takes it
        socket.setMaxTextMessageBufferSize(MAX_MESSAGE);
        socket.setMaxBinaryMessageBufferSize(MAX_MESSAGE);
        UserSession session = new UserSession(user.get(), new SocketWire(socket), meter);
        socket.getUserProperties().put(SESSION, session);
        sessions.add(session);
    }

    @OnMessage(maxMessageSize = MAX_MESSAGE)
    public void answer(Session socket, String text) {
        if (socket.getUserProperties().get(SESSION) instanceof UserSession session
                && !session.outbound().offerAnswer(PONG, PONG.length())) {
            closer.closeSlow(session);
        }
    }

    @OnClose
    public void close(Session socket) {
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
