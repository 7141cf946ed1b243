package org.sgad.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.node.Loop;

/**
 * One connection, opened again for ever by a loop of its own.
 *
 * <p>The client closes a connection only after what is being written to it, which may be never where the broker has
 * stopped reading: then the socket is cut.
 */
final class Link implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Link.class.getName());
    private static final int CLOSE_MILLIS = 2_000;
    private static final int CUT_MILLIS = 2_500;
    private static final int LOOK_MILLIS = 500;

    /** What a connection is opened for. */
    interface User {
        /** The connection is open; {@code lost} may be completed with a reason to have it opened anew. */
        void opened(Connection connection, CompletableFuture<String> lost) throws IOException;

        /** The connection is gone. */
        void closed() throws InterruptedException;
    }

    private final String name;
    private final ConnectionFactory factory;
    private final ThreadFactory threads;
    private final User user;
    private final Loop loop;
    private volatile @Nullable Socket socket;
    private volatile @Nullable Connection connection;
    private CompletableFuture<String> lost = new CompletableFuture<>();

    Link(String name, ConnectionFactory factory, ThreadFactory threads, User user) {
        this.name = name;
        this.factory = factory;
        this.threads = threads;
        this.user = user;
        factory.setSocketConfigurator(factory.getSocketConfigurator().andThen(opened -> socket = opened));
        this.loop = Loop.start("rabbitmq-" + name, threads, Loop.Backoff.DEFAULT, this::connectOrWatch);
    }

    private void connectOrWatch() throws Exception {
        Connection open = connection;
        if (open == null) {
            connect();
            return;
        }
        try {
            throw new IOException("connection lost: " + whyLost(open));
        } finally {
            disconnect(open);
        }
    }

    /** Waits for the end. The client may know of it and not tell, as it waits for a write that does not end. */
    private String whyLost(Connection open) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return lost.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!open.isOpen()) {
                    return String.valueOf(open.getCloseReason().getMessage());
                }
            }
        }
    }

    private void connect() throws Exception {
        Connection opened = factory.newConnection("sgad-events " + name);
        CompletableFuture<String> ending = new CompletableFuture<>();
        opened.addShutdownListener(cause -> ending.complete(String.valueOf(cause.getMessage())));
        try {
            user.opened(opened, ending);
        } catch (IOException | RuntimeException e) {
            abort(opened);
            user.closed();
            throw e;
        }
        lost = ending;
        connection = opened;
        LOG.log(Level.INFO, "RabbitMQ connected to {0}", name);
    }

    private void disconnect(Connection open) throws InterruptedException {
        connection = null;
        abort(open);
        user.closed();
    }

    private void abort(Connection open) {
        Thread cutter = threads.newThread(this::cutLater);
        cutter.start();
        open.abort(CLOSE_MILLIS);
        cutter.interrupt();
    }

    private void cutLater() {
        Socket cut = socket;
        try {
            Thread.sleep(CUT_MILLIS);
            if (cut != null) {
                cut.setSoLinger(true, 0);
                cut.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.FINE, "RabbitMQ to " + name + ": was cut already", e);
        }
    }

    boolean isOpen() {
        return connection().isPresent();
    }

    /** The connection, where it is open. */
    Optional<Connection> connection() {
        return Optional.ofNullable(connection).filter(Connection::isOpen);
    }

    @Override
    public void close() {
        loop.close();
    }
}
