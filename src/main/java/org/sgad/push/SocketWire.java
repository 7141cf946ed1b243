package org.sgad.push;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.http.TcpConnection;

/** A WebSocket; what is sent are whole {@link Frames}. */
final class SocketWire implements Wire {
    private static final Logger LOG = Logger.getLogger(SocketWire.class.getName());

    private final Session session;
    private final Runnable whenClosing;
    private final RemoteEndpoint.Async remote;
    private final Optional<FrameWriter> writer;

    /**
     * @param connection what the socket came on
     * @param whenClosing told whenever it is to be closed, before it is
     */
    SocketWire(Session session, TcpConnection connection, Runnable whenClosing) {
        this.session = session;
        this.whenClosing = whenClosing;
        this.remote = session.getAsyncRemote();
        this.writer = FrameWriter.of(session, connection);
    }

    @Override
    public void send(byte[] frames, Consumer<Boolean> done) {
        if (!session.isOpen()) { // its stream may be somebody else's by now
            done.accept(false);
            return;
        }
        writer.ifPresentOrElse(
                direct -> direct.write(frames, done),
                () -> sendRest(Frames.messages(frames).iterator(), done));
    }

    private void sendRest(Iterator<String> messages, Consumer<Boolean> done) {
        try {
            remote.sendText(messages.next(), result -> sent(result, messages, done));
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.log(Level.FINE, "socket is closed", e);
            done.accept(false);
        }
    }

    private void sent(SendResult result, Iterator<String> rest, Consumer<Boolean> done) {
        if (result.isOK() && rest.hasNext()) {
            sendRest(rest, done);
        } else {
            done.accept(result.isOK());
        }
    }

    @Override
    public boolean ping() {
        try {
            remote.sendPing(ByteBuffer.allocate(0));
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.FINE, "socket is closed", e);
        }
        return true;
    }

    @Override
    public void close(CloseReason reason) {
        whenClosing.run();
        try {
            session.close(reason);
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.FINE, "socket was closed already", e);
        }
    }
}
