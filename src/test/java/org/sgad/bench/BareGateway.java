package org.sgad.bench;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sgad.devservices.JavaProgram;

/**
 * What the JVM can do at best, to compare with: one event loop owns the broker's connection and every WebSocket, so no
 * message changes threads; a frame is built once; nothing is read but the routing key, or the user of a notification. It
 * checks nobody, limits, logs, measures and recovers nothing.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails ends the channel, which is heard of
final class BareGateway {
    private static final int PREFETCH = 1_000;
    private static final int ACKNOWLEDGED_AT_ONCE = 128;
    private static final int ACKNOWLEDGE_LATEST_MILLIS = 100;
    private static final int BACKLOG = 4_096;
    private static final String OF_A_REFEREE = "availability.";

    /** Used by the event loop alone. */
    private final Map<String, List<Socket>> byUser = new HashMap<>();

    private final Set<Socket> all = new HashSet<>();
    private final List<Socket> written = new ArrayList<>();

    private BareGateway() {}

    public static void main(String[] arguments) throws Exception {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        BareGateway gateway = new BareGateway();
        gateway.listen(loop, Integer.parseInt(System.getenv().getOrDefault("SGAD_HTTP_PORT", "")));
        gateway.consume(loop);
        System.out.println(JavaProgram.READY);
    }

    private void listen(EventLoopGroup loop, int port) throws InterruptedException {
        new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Socket());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), port)
                .sync();
    }

    private void consume(EventLoopGroup loop) throws Exception {
        Map<String, String> settings = System.getenv();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(settings.get("RABBITMQ_HOST"));
        factory.setPort(Integer.parseInt(settings.getOrDefault("RABBITMQ_PORT", "5672")));
        factory.setUsername(settings.get("RABBITMQ_USER"));
        factory.setPassword(settings.get("RABBITMQ_PASSWORD"));
        factory.setVirtualHost(settings.get("RABBITMQ_VHOST"));
        factory.setAutomaticRecoveryEnabled(false);
        factory.setSharedExecutor(new SameThread());
        factory.netty()
                .eventLoopGroup(loop)
                .bootstrapCustomizer(bootstrap -> bootstrap.channel(EpollSocketChannel.class))
                .channelCustomizer(channel -> channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelReadComplete(ChannelHandlerContext context) {
                        flush();
                        context.fireChannelReadComplete();
                    }
                }));
        Connection connection = factory.newConnection("bare-gateway");
        Channel channel = connection.createChannel();
        channel.exchangeDeclare("sgad.availability", "topic", true);
        channel.exchangeDeclare("sgad.notifications", "fanout", true);
        String queue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
        channel.queueBind(queue, "sgad.availability", "#");
        channel.queueBind(queue, "sgad.notifications", "");
        channel.basicQos(PREFETCH);
        Events events = new Events(channel);
        channel.basicConsume(queue, false, events);
        loop.scheduleAtFixedRate(
                events::acknowledge, ACKNOWLEDGE_LATEST_MILLIS, ACKNOWLEDGE_LATEST_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void flush() {
        written.forEach(Socket::flush);
        written.clear();
    }

    private final class Events extends DefaultConsumer {
        private long last;
        private long acknowledged;

        Events(Channel channel) {
            super(channel);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            String key = envelope.getRoutingKey();
            if (key.startsWith(OF_A_REFEREE)) {
                send(byUser.get(key.substring(key.indexOf('.', OF_A_REFEREE.length()) + 1)), body);
            } else {
                send(all, body);
            }
            last = envelope.getDeliveryTag();
            if (last - acknowledged >= ACKNOWLEDGED_AT_ONCE) {
                acknowledge();
            }
        }

        private void send(@Nullable Iterable<Socket> sockets, byte[] body) {
            if (sockets != null) {
                byte[] bytes = Wire.frame(body);
                ByteBuf frame = PooledByteBufAllocator.DEFAULT
                        .directBuffer(bytes.length)
                        .writeBytes(bytes);
                sockets.forEach(socket -> socket.write(frame.retainedDuplicate()));
                frame.release();
            }
        }

        void acknowledge() {
            if (last > acknowledged) {
                acknowledged = last;
                try {
                    getChannel().basicAck(last, true);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** One client; whatever text it sends is answered. */
    private final class Socket extends ChannelInboundHandlerAdapter {
        private static final byte[] ANSWER =
                Wire.frame("{\"type\":\"pong\",\"message\":\"Connection alive\"}".getBytes(StandardCharsets.UTF_8));

        private final Wire wire = new Wire();
        private @Nullable ChannelHandlerContext context;
        private String user = "";
        private boolean isWritten;

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
        }

        @Override
        public void channelRead(ChannelHandlerContext from, Object bytes) {
            wire.read((ByteBuf) bytes, head -> open(from, head), (type, text) -> answer(from, type));
        }

        private void open(ChannelHandlerContext to, String head) {
            user = Wire.userOf(head);
            byUser.computeIfAbsent(user, key -> new ArrayList<>(1)).add(this);
            all.add(this);
            to.writeAndFlush(Unpooled.wrappedBuffer(Wire.accept(head)), to.voidPromise());
        }

        private void answer(ChannelHandlerContext to, int type) {
            if (type == Wire.TEXT) {
                to.writeAndFlush(Unpooled.wrappedBuffer(ANSWER), to.voidPromise());
            } else if (type == Wire.CLOSE) {
                to.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext from) {
            all.remove(this);
            byUser.computeIfPresent(user, (key, sockets) -> {
                sockets.remove(this);
                return sockets.isEmpty() ? null : sockets;
            });
            wire.release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
            from.close();
        }

        void write(ByteBuf frame) {
            if (context == null) {
                frame.release();
                return;
            }
            context.write(frame, context.voidPromise());
            if (!isWritten) {
                isWritten = true;
                written.add(this);
            }
        }

        void flush() {
            isWritten = false;
            if (context != null) {
                context.flush();
            }
        }
    }

    /** Runs the broker client's work where its bytes arrive. */
    private static final class SameThread extends AbstractExecutorService {
        private volatile boolean isShutdown;

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {
            isShutdown = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutdown();
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return isShutdown;
        }

        @Override
        public boolean isTerminated() {
            return isShutdown;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return isShutdown;
        }
    }
}
