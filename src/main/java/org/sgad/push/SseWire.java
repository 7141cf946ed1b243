package org.sgad.push;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.http.TcpConnection;

/**
 * A response of server-sent events; what is sent are whole blocks, see {@link Format#SSE}. It begins with how long the
 * browser shall wait before it comes back, different for each, so that a stopped node's clients do not come all at once.
 *
 * <p>All state is guarded by this object's monitor. It is held while the container is called, so that nothing is written
 * to a response that has ended, which the container may have given to somebody else; written is only what the container
 * said it takes without blocking, one write for each such answer.
 */
final class SseWire implements Wire, WriteListener {
    private static final Logger LOG = Logger.getLogger(SseWire.class.getName());
    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int SHORTEST_RETRY_MILLIS = 1_000;
    private static final int LONGEST_RETRY_MILLIS = 5_000;

    @SuppressWarnings("ArrayRecordComponent") // handed on as it came, never compared
    private record Send(byte[] blocks, Consumer<Boolean> done) {
        static Send ofOurs(byte[] block) {
            return new Send(block, sent -> {});
        }
    }

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final TcpConnection connection;
    private Runnable ended = () -> {};
    private @Nullable Send current;
    private @Nullable Send next;
    private boolean written;
    private boolean waiting = true;
    private boolean closed;

    /** A wire that sends nothing before {@link #begin}. */
    SseWire(AsyncContext async, ServletOutputStream out, TcpConnection connection) {
        this.async = async;
        this.out = out;
        this.connection = connection;
        int retry = ThreadLocalRandom.current().nextInt(SHORTEST_RETRY_MILLIS, LONGEST_RETRY_MILLIS);
        this.current = Send.ofOurs(("retry: " + retry + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Starts to send.
     *
     * @param whenEnded told once that the response has ended, whoever ended it, on any thread
     */
    void begin(Runnable whenEnded) {
        boolean open;
        synchronized (this) {
            ended = whenEnded;
            open = !closed;
        }
        if (open) {
            listen();
        } else {
            whenEnded.run();
        }
    }

    private void listen() {
        try {
            out.setWriteListener(this);
        } catch (IllegalStateException e) {
            onError(e);
        }
    }

    @Override
    public void send(byte[] blocks, Consumer<Boolean> done) {
        if (accept(new Send(blocks, done))) {
            advance();
        } else {
            done.accept(false);
        }
    }

    /** One send is in flight, or one heartbeat, and then the send waits for it. */
    private synchronized boolean accept(Send send) {
        if (closed) {
            return false;
        }
        if (current == null) {
            current = send;
        } else {
            next = send;
        }
        return true;
    }

    /** A comment, unless something is being sent anyway: proxies keep the response open, and a lost client is noticed. */
    @Override
    public boolean ping() {
        synchronized (this) {
            if (closed || current != null) {
                return false;
            }
            current = Send.ofOurs(HEARTBEAT);
        }
        advance();
        return false;
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            waiting = false;
        }
        advance();
    }

    /** Goes on until nothing is left to send, or until the container calls {@link #onWritePossible}. */
    private void advance() {
        try {
            for (Send sent = finish(); sent != null; sent = finish()) {
                sent.done().accept(true);
            }
        } catch (IOException | IllegalStateException e) {
            onError(e);
        }
    }

    /** Brings the current send further; returns it once the container has taken all of it. */
    private synchronized @Nullable Send finish() throws IOException {
        while (!closed && !waiting && current != null) {
            if (!out.isReady()) {
                waiting = true;
            } else if (!written) {
                out.write(current.blocks());
                out.flush();
                written = true;
            } else {
                Send sent = current;
                current = next;
                next = null;
                written = false;
                return sent;
            }
        }
        return null;
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.FINE, "the client is gone", failure);
        end(null);
    }

    /** Ends the response, with the reason where it can be written at once, and the connection where nothing can. */
    @Override
    public void close(CloseReason reason) {
        end(reason);
    }

    private void end(@Nullable CloseReason reason) {
        Send unsent;
        Send waitingForIt;
        Runnable then;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            unsent = current;
            waitingForIt = next;
            then = ended;
            if (reason != null) {
                tell(reason);
            }
            if (waiting) {
                connection.cut();
            }
            complete();
        }
        then.run();
        refuse(unsent);
        refuse(waitingForIt);
    }

    /** Blocks are written whole, so that one more may always follow when the container takes it. */
    private void tell(CloseReason reason) {
        try {
            if (!waiting && out.isReady()) {
                out.write(Format.closing(reason));
                out.flush();
            }
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.FINE, "the client left first", e);
        }
    }

    private static void refuse(@Nullable Send unsent) {
        if (unsent != null) {
            unsent.done().accept(false);
        }
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.FINE, "the response had ended", e);
        }
    }
}
