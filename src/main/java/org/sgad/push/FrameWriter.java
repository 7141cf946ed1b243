package org.sgad.push;

import jakarta.websocket.Session;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.asyncqueue.AsyncQueueWriter;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.ssl.SSLFilter;
import org.sgad.http.TcpConnection;

/**
 * The server's own queue of a connection, beneath session, servlet stream and filters: takes bytes that are framed already,
 * several frames at once, in one system call. A send through the session encodes each message for each session, schedules
 * an idle timeout, allocates 8 KiB, and costs a system call a message.
 *
 * <p>Whole frames only: the server writes its own, a pong or a close, through the same queue between any two writes. Not
 * where TLS ends at the server, as that is one of the filters.
 */
final class FrameWriter {
    private static final Logger LOG = Logger.getLogger(FrameWriter.class.getName());

    private final TCPNIOConnection connection;
    private final AsyncQueueWriter<SocketAddress> queue;

    private FrameWriter(TCPNIOConnection connection, AsyncQueueWriter<SocketAddress> queue) {
        this.connection = connection;
        this.queue = queue;
    }

    /** A session's writer; none on a server that is not built like that, or where an extension changes the frames. */
    static Optional<FrameWriter> of(Session session, TcpConnection connection) {
        if (!session.getNegotiatedExtensions().isEmpty()) {
            return Optional.empty();
        }
        try {
            return connection.asTheServerHasIt().flatMap(FrameWriter::of);
        } catch (LinkageError e) {
            LOG.log(Level.FINE, "this server does not show its connections", e);
            return Optional.empty();
        }
    }

    private static Optional<FrameWriter> of(Object connection) {
        return connection instanceof TCPNIOConnection tcp
                        && tcp.getTransport() instanceof TCPNIOTransport transport
                        && !isEncrypted(tcp)
                ? Optional.of(new FrameWriter(tcp, transport.getAsyncQueueIO().getWriter()))
                : Optional.empty();
    }

    private static boolean isEncrypted(TCPNIOConnection connection) {
        return !(connection.getProcessor() instanceof FilterChain filters) || filters.indexOfType(SSLFilter.class) >= 0;
    }

    /** Starts to write whole frames; {@code done} is told once whether that worked, on any thread. */
    void write(byte[] frames, Consumer<Boolean> done) {
        queue.write(connection, null, Buffers.wrap(null, frames), new Told(done));
    }

    private record Told(Consumer<Boolean> done)
            implements CompletionHandler<WriteResult<WritableMessage, SocketAddress>> {
        @Override
        public void completed(WriteResult<WritableMessage, SocketAddress> result) {
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

        @Override
        public void updated(WriteResult<WritableMessage, SocketAddress> result) {
            // only a part of it is written yet
        }
    }
}
