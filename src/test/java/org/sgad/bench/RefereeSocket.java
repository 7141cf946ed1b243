package org.sgad.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** One referee's WebSocket in plain mode. It says hello once, to have an answer; every text after that is an event. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails ends the channel, which is told
final class RefereeSocket extends ChannelInboundHandlerAdapter {
    private static final byte[] HELLO = Wire.masked(Wire.TEXT, new byte[] {'h', 'i'});
    private static final byte[] PONG = Wire.masked(Wire.PONG, new byte[0]);

    /** What becomes of it, told on the client's thread. */
    interface Listener {
        void welcomed();

        void event();

        void lost(String why);
    }

    private final int port;
    private final String referee;
    private final Listener listener;
    private final Wire wire = new Wire();
    private boolean welcomed;
    private volatile int events;

    RefereeSocket(int port, String referee, Listener listener) {
        this.port = port;
        this.referee = referee;
        this.listener = listener;
    }

    int events() {
        return events;
    }

    @Override
    public void channelActive(ChannelHandlerContext to) {
        String request = "GET /ws/" + referee + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        send(to, request.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object bytes) {
        wire.read((ByteBuf) bytes, head -> answered(from, head), (type, content) -> read(from, type));
    }

    private void answered(ChannelHandlerContext from, String head) {
        if (head.startsWith("HTTP/1.1 101")) {
            send(from, HELLO);
        } else {
            listener.lost(referee + " was refused: " + head.lines().findFirst().orElse(""));
            from.close();
        }
    }

    private void read(ChannelHandlerContext from, int type) {
        if (type == Wire.PING) {
            send(from, PONG);
        } else if (type == Wire.TEXT && !welcomed) {
            welcomed = true;
            listener.welcomed();
        } else if (type == Wire.TEXT) {
            count();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by the one thread
    private void count() {
        events++;
        listener.event();
    }

    private static void send(ChannelHandlerContext to, byte[] bytes) {
        to.writeAndFlush(Unpooled.wrappedBuffer(bytes), to.voidPromise());
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        wire.release();
        listener.lost(referee + " was cut");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable failure) {
        listener.lost(referee + ": " + failure);
        from.close();
    }
}
