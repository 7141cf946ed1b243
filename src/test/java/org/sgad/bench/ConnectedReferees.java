package org.sgad.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Referees with a plain WebSocket each, all on one thread, which count their events. */
final class ConnectedReferees implements AutoCloseable {
    private static final int HANDSHAKES_AT_ONCE = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final Semaphore handshakes = new Semaphore(HANDSHAKES_AT_ONCE);
    private final CountDownLatch welcomed;
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final AtomicInteger events = new AtomicInteger();
    private final List<RefereeSocket> sockets;
    private volatile long lastEvent = System.nanoTime();
    private volatile boolean closing;

    private ConnectedReferees(int port, List<String> referees) {
        welcomed = new CountDownLatch(referees.size());
        sockets = referees.stream()
                .map(referee -> new RefereeSocket(port, referee, new Told()))
                .toList();
    }

    /** Returns when everybody is connected and has had an answer: from here on, every event reaches its socket. */
    static ConnectedReferees connect(int port, List<String> referees) throws InterruptedException {
        ConnectedReferees connected = new ConnectedReferees(port, referees);
        Bootstrap client = new Bootstrap()
                .group(connected.thread)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .remoteAddress("127.0.0.1", port);
        for (RefereeSocket socket : connected.sockets) {
            connected.handshakes.acquire();
            client.clone().handler(new Only(socket)).connect().addListener(connecting -> {
                if (!connecting.isSuccess()) {
                    connected.fail(String.valueOf(connecting.cause()));
                }
            });
        }
        boolean all = connected.welcomed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        connected.requireNoFailure();
        if (!all) {
            throw new IllegalStateException(connected.welcomed.getCount() + " referees had no answer");
        }
        return connected;
    }

    int size() {
        return sockets.size();
    }

    /** How many events came, all together. */
    int events() {
        requireNoFailure();
        return events.get();
    }

    /** How many referees have had exactly so many events. */
    long having(int count) {
        return sockets.stream().filter(socket -> socket.events() == count).count();
    }

    /** When the last event came, by {@link System#nanoTime}. */
    long lastEvent() {
        return lastEvent;
    }

    private void requireNoFailure() {
        String why = failure.get();
        if (why != null) {
            throw new IllegalStateException(why);
        }
    }

    private void fail(String why) {
        if (!closing) {
            failure.compareAndSet(null, why);
        }
        handshakes.release();
    }

    @Override
    public void close() {
        closing = true;
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** What a socket tells, on the one thread. */
    private final class Told implements RefereeSocket.Listener {
        @Override
        public void welcomed() {
            handshakes.release();
            welcomed.countDown();
        }

        @Override
        public void event() {
            lastEvent = System.nanoTime();
            events.incrementAndGet();
        }

        @Override
        public void lost(String why) {
            fail(why);
        }
    }

    private static final class Only extends ChannelInitializer<SocketChannel> {
        private final RefereeSocket socket;

        Only(RefereeSocket socket) {
            this.socket = socket;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline().addLast(socket);
        }
    }
}
