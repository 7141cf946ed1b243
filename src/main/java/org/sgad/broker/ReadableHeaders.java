package org.sgad.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import com.rabbitmq.client.impl.ValueReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Connections that survive any header. The client reads tables and lists up to 32 levels deep and closes the connection at
 * more; the broker takes what anybody sends, and would deliver the message again and again. Here a header that is too deep
 * becomes the text {@code …} before the client sees it, and the message carries {@link #MARK}. What they write may be
 * flushed later: {@link HeldFlushes}.
 */
final class ReadableHeaders {
    /** Header: some of the message's own headers were too deep to be read. */
    static final String MARK = "x-sgad-unreadable";

    private static final int FLAGS_AT = 12;
    private static final int CONTENT_TYPE = 1 << 15;
    private static final int CONTENT_ENCODING = 1 << 14;
    private static final int HEADERS = 1 << 13;
    private static final int MAX_DEPTH = 32;

    private ReadableHeaders() {}

    /** A factory of such connections. */
    static final class Factory extends ConnectionFactory {
        @Override
        protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
            FrameHandlerFactory plain = super.createFrameHandlerFactory();
            return (address, name) -> tolerant(plain.create(address, name));
        }
    }

    static FrameHandler tolerant(FrameHandler plain) {
        return (FrameHandler) Proxy.newProxyInstance(
                ReadableHeaders.class.getClassLoader(),
                new Class<?>[] {FrameHandler.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("flush") && HeldFlushes.hold(plain)) {
                        return null;
                    }
                    try {
                        Object result = method.invoke(plain, arguments);
                        return result instanceof Frame frame ? readable(frame) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /** The same frame, unless it has headers that the client cannot read. */
    static Frame readable(Frame frame) throws IOException {
        if (frame.getType() != AMQP.FRAME_HEADER || !mayBeDeep(frame.getPayload())) {
            return frame;
        }
        try (DataInputStream properties = in(frame.getPayload())) {
            properties.readShort();
            new AMQP.BasicProperties(properties);
            return frame;
        } catch (MalformedFrameException e) {
            return new Frame(frame.getType(), frame.getChannel(), cut(frame.getPayload()));
        }
    }

    /** Each level is a table or a list, so that there are as many of their letters: seldom the case, and quickly seen. */
    private static boolean mayBeDeep(byte[] payload) {
        int levels = 0;
        for (byte b : payload) {
            if (b == 'F' || b == 'A') {
                levels++;
            }
        }
        return levels >= MAX_DEPTH;
    }

    private static byte[] cut(byte[] payload) throws IOException {
        DataInputStream from = in(payload);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length);
        DataOutputStream to = new DataOutputStream(bytes);
        to.write(from.readNBytes(FLAGS_AT));
        int flags = from.readUnsignedShort();
        to.writeShort(flags);
        for (int before : new int[] {CONTENT_TYPE, CONTENT_ENCODING}) {
            if ((flags & before) != 0) {
                copyShort(from, to);
            }
        }
        if ((flags & HEADERS) != 0) {
            byte[] table = cutTable(from.readNBytes(from.readInt()));
            to.writeInt(table.length);
            to.write(table);
        }
        from.transferTo(to);
        return bytes.toByteArray();
    }

    private static byte[] cutTable(byte[] table) throws IOException {
        DataInputStream from = in(table);
        ByteArrayOutputStream all = new ByteArrayOutputStream(table.length);
        while (from.available() > 0) {
            ByteArrayOutputStream name = new ByteArrayOutputStream();
            copyShort(from, new DataOutputStream(name));
            ByteArrayOutputStream field = new ByteArrayOutputStream();
            field.write(name.toByteArray());
            copyValue(from, new DataOutputStream(field));
            if (isReadable(field.toByteArray())) {
                all.write(field.toByteArray());
            } else {
                all.write(name.toByteArray());
                writeText(all, "…");
            }
        }
        all.write(MARK.length());
        all.write(MARK.getBytes(StandardCharsets.US_ASCII));
        all.write(new byte[] {'t', 1});
        return all.toByteArray();
    }

    private static boolean isReadable(byte[] field) throws IOException {
        byte[] table = ByteBuffer.allocate(Integer.BYTES + field.length)
                .putInt(field.length)
                .put(field)
                .array();
        try {
            return new ValueReader(in(table)).readTable() != null;
        } catch (MalformedFrameException e) {
            return false;
        }
    }

    private static void writeText(ByteArrayOutputStream to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.write('S');
        to.write(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        to.write(bytes);
    }

    private static void copyShort(DataInputStream from, DataOutputStream to) throws IOException {
        int length = from.readUnsignedByte();
        to.write(length);
        to.write(from.readNBytes(length));
    }

    private static void copyValue(DataInputStream from, DataOutputStream to) throws IOException {
        int type = from.readUnsignedByte();
        to.write(type);
        switch (type) {
            case 'S', 'x', 'A', 'F' -> {
                int length = from.readInt();
                to.writeInt(length);
                to.write(from.readNBytes(length));
            }
            case 't', 'b', 'B' -> to.write(from.readNBytes(1));
            case 's', 'u' -> to.write(from.readNBytes(2));
            case 'I', 'i', 'f' -> to.write(from.readNBytes(4));
            case 'D' -> to.write(from.readNBytes(5));
            case 'l', 'd', 'T' -> to.write(from.readNBytes(8));
            case 'V' -> {}
            default -> throw new MalformedFrameException("no AMQP type: " + (char) type);
        }
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
