package org.sgad.push;

import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.tyrus.core.ProtocolHandler;
import org.glassfish.tyrus.core.TyrusRemoteEndpoint;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;

/**
 * Tyrus's own way out beneath a session: takes bytes that are framed already, several frames at once. A send through the
 * session encodes each message for each session, schedules an idle timeout, and costs one system call a message.
 *
 * <p>Reached by the fields of Tyrus 2.1, as nothing public leads there. Whole frames only: Tyrus writes its own, a pong or a
 * close, between any two writes.
 */
final class FrameWriter {
    private static final Logger LOG = Logger.getLogger(FrameWriter.class.getName());

    private static final class Fields {
        static final Field WEB_SOCKET = field(TyrusRemoteEndpoint.class, "webSocket");
        static final Field PROTOCOL = field(TyrusWebSocket.class, "protocolHandler");
        static final Field WRITER = field(ProtocolHandler.class, "writer");

        private static Field field(Class<?> owner, String name) {
            try {
                Field field = owner.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(owner + " has no field " + name, e);
            }
        }
    }

    private final Writer writer;

    private FrameWriter(Writer writer) {
        this.writer = writer;
    }

    /** A session's writer; none on a server that is not built like that, or where an extension changes the frames. */
    static Optional<FrameWriter> of(Session session) {
        if (!session.getNegotiatedExtensions().isEmpty()) {
            return Optional.empty();
        }
        try {
            Object webSocket = Fields.WEB_SOCKET.get(session.getAsyncRemote());
            Object protocol = Fields.PROTOCOL.get(webSocket);
            return Optional.ofNullable((Writer) Fields.WRITER.get(protocol)).map(FrameWriter::new);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(Level.FINE, "this server does not show its writer", e);
            return Optional.empty();
        }
    }

    /** Starts to write whole frames; {@code done} is told once whether that worked, on any thread. */
    void write(byte[] frames, Consumer<Boolean> done) {
        writer.write(ByteBuffer.wrap(frames), new CompletionHandler<>() {
            @Override
            public void completed(ByteBuffer written) {
                done.accept(true);
            }

            @Override
            public void failed(Throwable failure) {
                LOG.log(Level.FINE, "the client is gone", failure);
                done.accept(false);
            }

            @Override
            public void cancelled() {
                done.accept(false);
            }
        });
    }
}
