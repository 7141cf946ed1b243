package org.sgad.push;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A WebSocket. */
final class SocketWire implements Wire {
    private static final Logger LOG = Logger.getLogger(SocketWire.class.getName());

    /**
     * The sender's context class loader. With each send the server schedules an idle timeout, whatever that is set to, and
     * for each task it looks for context providers through all jars of that loader: most of what a delivery costs.
     */
    private static final ClassLoader WITHOUT_SERVICES = new ClassLoader(null) {
        @Override
        public Enumeration<URL> getResources(String name) {
            return Collections.emptyEnumeration();
        }
    };

    private final Session session;
    private final RemoteEndpoint.Async remote;

    SocketWire(Session session) {
        this.session = session;
        this.remote = session.getAsyncRemote();
    }

    @Override
    public void send(String text, Consumer<Boolean> done) {
        withoutServices(() -> {
            try {
                remote.sendText(text, result -> done.accept(result.isOK()));
            } catch (IllegalStateException | IllegalArgumentException e) {
                LOG.log(Level.FINE, "socket is closed", e);
                done.accept(false);
            }
        });
    }

    @Override
    public boolean ping() {
        withoutServices(() -> {
            try {
                remote.sendPing(ByteBuffer.allocate(0));
            } catch (IOException | IllegalStateException e) {
                LOG.log(Level.FINE, "socket is closed", e);
            }
        });
        return true;
    }

    private static void withoutServices(Runnable sending) {
        Thread thread = Thread.currentThread();
        ClassLoader ours = thread.getContextClassLoader();
        thread.setContextClassLoader(WITHOUT_SERVICES);
        try {
            sending.run();
        } finally {
            thread.setContextClassLoader(ours);
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
