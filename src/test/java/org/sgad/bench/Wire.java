package org.sgad.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The bytes of one WebSocket (RFC 6455) as either side reads them: a head, then frames. For one thread. */
final class Wire {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int OF_16_BITS = 126;
    private static final int OF_64_BITS = 127;
    private static final int MASK_BYTES = 4;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Told of a frame's type and of what is in it, which is the reader's only until it returns. */
    interface Frames {
        void read(int type, ByteBuf content);
    }

    private boolean isOpen;
    private @Nullable ByteBuf rest;

    /** Takes bytes, which it releases, and tells of the head and of each whole frame in them. */
    void read(ByteBuf bytes, Consumer<String> head, Frames frames) {
        ByteBuf all = rest == null ? bytes : Unpooled.wrappedBuffer(rest, bytes);
        rest = null;
        try {
            if (!isOpen && !readHead(all, head)) {
                keep(all);
                return;
            }
            while (readFrame(all, frames)) {
                // until what is left is no whole frame
            }
            keep(all);
        } finally {
            all.release();
        }
    }

    private void keep(ByteBuf bytes) {
        if (bytes.isReadable()) {
            rest = Unpooled.copiedBuffer(bytes);
        }
    }

    void release() {
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }

    private boolean readHead(ByteBuf bytes, Consumer<String> head) {
        int length = indexOf(bytes, HEAD_END);
        if (length < 0) {
            return false;
        }
        isOpen = true;
        head.accept(bytes.readCharSequence(length + HEAD_END.length, StandardCharsets.US_ASCII)
                .toString());
        return true;
    }

    private static boolean readFrame(ByteBuf bytes, Frames frames) {
        int available = bytes.readableBytes();
        if (available < 2) {
            return false;
        }
        int at = bytes.readerIndex();
        int second = bytes.getByte(at + 1);
        int length = second & LENGTH;
        int header = 2;
        if (length == OF_16_BITS) {
            header = 4;
            length = available < header ? 0 : bytes.getUnsignedShort(at + 2);
        } else if (length == OF_64_BITS) {
            header = 10;
            length = available < header ? 0 : (int) bytes.getLong(at + 2);
        }
        boolean isMasked = (second & MASKED) != 0;
        int whole = header + (isMasked ? MASK_BYTES : 0) + length;
        if (available < whole) {
            return false;
        }
        int type = bytes.getByte(at) & 0x0F;
        // what a client masks is not looked at here
        frames.read(type, bytes.slice(at + whole - length, length));
        bytes.skipBytes(whole);
        return true;
    }

    static int indexOf(ByteBuf bytes, byte[] searched) {
        int last = bytes.readableBytes() - searched.length;
        for (int at = 0; at <= last; at++) {
            int same = 0;
            while (same < searched.length && bytes.getByte(bytes.readerIndex() + at + same) == searched[same]) {
                same++;
            }
            if (same == searched.length) {
                return at;
            }
        }
        return -1;
    }

    /** A text as a server sends it. */
    static byte[] frame(byte[] text) {
        return frame(TEXT, text, false);
    }

    /** A frame as a client sends it; its mask is zero, which leaves the content as it is. */
    static byte[] masked(int type, byte[] content) {
        return frame(type, content, true);
    }

    private static byte[] frame(int type, byte[] content, boolean masked) {
        ByteBuffer frame = ByteBuffer.allocate(content.length + 14);
        int mask = masked ? MASKED : 0;
        frame.put((byte) (FIN | type));
        if (content.length < OF_16_BITS) {
            frame.put((byte) (mask | content.length));
        } else if (content.length <= 0xFFFF) {
            frame.put((byte) (mask | OF_16_BITS)).putShort((short) content.length);
        } else {
            frame.put((byte) (mask | OF_64_BITS)).putLong(content.length);
        }
        if (masked) {
            frame.putInt(0);
        }
        frame.put(content);
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /** The user that a request's head asks to follow. */
    static String userOf(String head) {
        String path = head.substring(head.indexOf(' ') + 1);
        int end = path.indexOf(' ');
        return path.substring(path.lastIndexOf('/', end) + 1, end);
    }

    /** The answer to a request's head. */
    static byte[] accept(String head) {
        String key = head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
