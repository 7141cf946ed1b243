package org.sgad.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;

/**
 * Opens connections that survive whatever headers anybody sends. The client ends a connection at headers it does not
 * read, tables in tables over 32 levels deep; the broker then delivers the same message to the next connection, and none
 * behind it, for ever. Here such a message arrives without headers.
 */
final class ForgivingConnectionFactory extends ConnectionFactory {
    /** Too little for 33 levels of a table. */
    private static final int HARMLESS_BYTES = 200;

    private static final int FLAGS_AT = 12;
    private static final int PROPERTIES_AT = 14;
    private static final int[] TEXTS_BEFORE_HEADERS = {1 << 15, 1 << 14};

    @Override
    protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
        FrameHandlerFactory handlers = super.createFrameHandlerFactory();
        return (address, name) -> forgiving(handlers.create(address, name));
    }

    private static FrameHandler forgiving(FrameHandler handler) {
        return (FrameHandler) Proxy.newProxyInstance(
                FrameHandler.class.getClassLoader(),
                new Class<?>[] {FrameHandler.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(handler, arguments);
                        return result instanceof Frame frame ? readable(frame) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The frame itself, or a content header without headers. */
    static Frame readable(Frame frame) {
        if (frame.getType() != AMQP.FRAME_HEADER || isReadable(frame)) {
            return frame;
        }
        return new Frame(frame.getType(), frame.getChannel(), withoutHeaders(frame.getPayload()));
    }

    private static boolean isReadable(Frame header) {
        if (header.getPayload().length < HARMLESS_BYTES) {
            return true;
        }
        try {
            AMQImpl.readContentHeaderFrom(header.getInputStream());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    // class, weight, body size, flags, then the properties that have their flag: content type, encoding, headers, ...
    private static byte[] withoutHeaders(byte[] payload) {
        ByteBuffer all = ByteBuffer.wrap(payload);
        int flags = all.getShort(FLAGS_AT);
        int table = PROPERTIES_AT;
        for (int text : TEXTS_BEFORE_HEADERS) {
            if ((flags & text) != 0) {
                table += 1 + Byte.toUnsignedInt(all.get(table));
            }
        }
        int behind = table + Integer.BYTES + all.getInt(table);
        return ByteBuffer.allocate(payload.length - behind + table + Integer.BYTES)
                .put(payload, 0, table)
                .putInt(0)
                .put(payload, behind, payload.length - behind)
                .array();
    }
}
