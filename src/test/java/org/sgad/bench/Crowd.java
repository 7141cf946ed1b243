package org.sgad.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many clients of a gateway, one for each of as many users, on one thread; each tells a {@link Tally} what it gets. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails ends the channel, which is heard of
final class Crowd implements AutoCloseable {
    private static final int AT_ONCE = 128;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final byte[] HELLO = Wire.masked(Wire.TEXT, new byte[] {'h', 'i'});
    private static final byte[] ANSWER_TO_PING =
            Wire.masked(Wire.TEXT, "{\"type\":\"pong\"}".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] EVENT_ID = "\"event_id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ASKED = "{\"type\":\"ping\"".getBytes(StandardCharsets.US_ASCII);

    /** What clients say and how they behave. */
    enum Kind {
        /** As in the seed. */
        PLAIN,
        /** {@code sgad.v1}, with a token, and an {@code ack} for every event. */
        RECEIPTS,
        /** {@code sgad.v1}, and only heartbeats. */
        HEARTBEATS
    }

    private final Kind kind;
    private final Function<String, String> token;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<Channel> channels = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile Tally tally = Tally.NONE;
    private volatile boolean closing;

    /** @param token the token of a user, or an empty text where nobody asks */
    Crowd(Kind kind, Function<String, String> token) {
        this.kind = kind;
        this.token = token;
    }

    static String user(int nth) {
        return "crowd-" + nth;
    }

    /** Connects as many clients to each of these ports in turn, and returns when all were answered. */
    void connect(List<Integer> ports, int count) throws InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        int first = channels.size();
        for (int nth : IntStream.range(first, first + count).toArray()) {
            if (!room.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("only " + open + " clients were answered");
            }
            channels.add(new Bootstrap()
                    .group(loop)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(new Client(nth, room));
                        }
                    })
                    .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(nth % ports.size())))
                    .channel());
        }
        room.acquire(AT_ONCE);
        if (open.get() != channels.size()) {
            throw new IllegalStateException(channels.size() - open.get() + " clients were refused");
        }
    }

    int size() {
        return channels.size();
    }

    /** How many connections ended that nobody wanted to end. */
    int lost() {
        return lost.get();
    }

    /** From now on this tally is told. */
    void count(Tally next) {
        tally = next;
    }

    @Override
    public void close() {
        closing = true;
        channels.forEach(Channel::close);
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Client extends ChannelInboundHandlerAdapter {
        private final int nth;
        private final Wire wire = new Wire();
        private @Nullable Semaphore room;

        Client(int nth, Semaphore room) {
            this.nth = nth;
            this.room = room;
        }

        @Override
        public void channelActive(ChannelHandlerContext to) {
            StringBuilder head = new StringBuilder("GET /ws/" + user(nth) + " HTTP/1.1\r\nHost: localhost:"
                    + ((InetSocketAddress) to.channel().remoteAddress()).getPort()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n");
            String bearer = token.apply(user(nth));
            if (!bearer.isEmpty()) {
                head.append("Authorization: Bearer ").append(bearer).append("\r\n");
            }
            if (kind != Kind.PLAIN) {
                head.append("Sec-WebSocket-Protocol: sgad.v1\r\n");
            }
            send(to, head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void channelRead(ChannelHandlerContext from, Object bytes) {
            wire.read((ByteBuf) bytes, head -> answered(from, head), (type, text) -> read(from, type, text));
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        private void answered(ChannelHandlerContext from, String head) {
            if (!head.startsWith("HTTP/1.1 101")) {
                from.close();
            } else if (kind == Kind.PLAIN) {
                send(from, HELLO);
            }
        }

        private void read(ChannelHandlerContext from, int type, ByteBuf content) {
            if (type == Wire.PING) {
                send(from, Wire.masked(Wire.PONG, new byte[0]));
            } else if (type == Wire.TEXT) {
                readText(from, content);
            }
        }

        private void readText(ChannelHandlerContext from, ByteBuf text) {
            if (room != null) {
                open.incrementAndGet();
                makeRoom();
                return;
            }
            int at = Wire.indexOf(text, EVENT_ID);
            if (at >= 0) {
                String id = idAt(text, at + EVENT_ID.length);
                tally.got(nth, id);
                if (kind == Kind.RECEIPTS) {
                    from.write(Unpooled.wrappedBuffer(Wire.masked(
                            Wire.TEXT,
                            ("{\"type\":\"ack\",\"event_id\":\"" + id + "\"}").getBytes(StandardCharsets.US_ASCII))));
                }
            } else if (Wire.indexOf(text, ASKED) >= 0) {
                send(from, ANSWER_TO_PING);
            }
        }

        private void makeRoom() {
            if (room != null) {
                room.release();
                room = null;
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext from) {
            makeRoom();
            wire.release();
            if (!closing) {
                lost.incrementAndGet();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
            from.close();
        }
    }

    private static String idAt(ByteBuf text, int at) {
        int end = text.indexOf(text.readerIndex() + at, text.writerIndex(), (byte) '"');
        return text.toString(text.readerIndex() + at, end - text.readerIndex() - at, StandardCharsets.US_ASCII);
    }

    private static void send(ChannelHandlerContext to, byte[] bytes) {
        to.writeAndFlush(Unpooled.wrappedBuffer(bytes), to.voidPromise());
    }
}
