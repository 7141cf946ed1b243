package org.sgad.push;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A WebSocket. */
final class SocketWire implements Wire {
    private static final Logger LOG = Logger.getLogger(SocketWire.class.getName());

    private final Session session;
    private final RemoteEndpoint.Async remote;

    SocketWire(Session session) {
        this.session = session;
        this.remote = session.getAsyncRemote();
    }

    @Override
    public void send(String text, Consumer<Boolean> done) {
        try {
            remote.sendText(text, result -> done.accept(result.isOK()));
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.log(Level.FINE, "socket is closed", e);
            done.accept(false);
        }
    }

    @Override
    public void close(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.FINE, "socket was closed already", e);
        }
    }
}
