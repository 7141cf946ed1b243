package org.sgad.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between clients and a node, and can fall silent: connections stay open, and nothing passes any more. */
final class SilentProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    SilentProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on nothing passes, and no end of a connection either. */
    void fallSilent() {
        silent = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket node = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, node));
                start(() -> forward(client, node));
                start(() -> forward(node, client));
            }
        } catch (IOException closed) {
            // with the test
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (!silent) {
                    out.write(bytes, 0, n);
                    out.flush();
                }
            }
            if (!silent) {
                to.shutdownOutput();
            }
        } catch (IOException ended) {
            // nobody is told while silent, and both ends know otherwise
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
