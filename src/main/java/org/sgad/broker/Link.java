package org.sgad.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.node.Loop;

/** One connection, opened again for ever by a loop of its own. */
final class Link implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Link.class.getName());
    private static final int CLOSE_MILLIS = 2_000;

    /** What a connection is opened for. */
    interface User {
        /** The connection is open; {@code lost} may be completed with a reason to have it opened anew. */
        void opened(Connection connection, CompletableFuture<String> lost) throws IOException;

        /** The connection is gone. */
        void closed() throws InterruptedException;
    }

    private final String name;
    private final ConnectionFactory factory;
    private final User user;
    private final Loop loop;
    private volatile @Nullable Connection connection;
    private CompletableFuture<String> lost = new CompletableFuture<>();

    Link(String name, ConnectionFactory factory, ThreadFactory threads, User user) {
        this.name = name;
        this.factory = factory;
        this.user = user;
        this.loop = Loop.start("rabbitmq-" + name, threads, Loop.Backoff.DEFAULT, this::connectOrWatch);
    }

    private void connectOrWatch() throws Exception {
        Connection open = connection;
        if (open == null) {
            connect();
            return;
        }
        try {
            String why = lost.get();
            throw new IOException("connection lost: " + why);
        } finally {
            disconnect(open);
        }
    }

    private void connect() throws Exception {
        Connection opened = factory.newConnection("sgad-events " + name);
        CompletableFuture<String> ending = new CompletableFuture<>();
        opened.addShutdownListener(cause -> ending.complete(String.valueOf(cause.getMessage())));
        try {
            user.opened(opened, ending);
        } catch (IOException | RuntimeException e) {
            opened.abort(CLOSE_MILLIS);
            user.closed();
            throw e;
        }
        lost = ending;
        connection = opened;
        LOG.log(Level.INFO, "RabbitMQ connected to {0}", name);
    }

    private void disconnect(Connection open) throws InterruptedException {
        connection = null;
        open.abort(CLOSE_MILLIS);
        user.closed();
    }

    boolean isOpen() {
        Connection open = connection;
        return open != null && open.isOpen();
    }

    @Override
    public void close() {
        loop.close();
    }
}
