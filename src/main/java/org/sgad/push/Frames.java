package org.sgad.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text messages as RFC 6455 has a server send them: one frame each, not masked. An event is framed once for all sessions that
 * get it in the same form, and frames of one session are sent many at a time.
 */
final class Frames {
    private static final byte WHOLE_TEXT = (byte) 0x81;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int LENGTH_OF_64_BITS = 127;
    private static final int LONGEST_HEADER = 10;

    private Frames() {}

    /** One message. */
    static byte[] text(byte[] message) {
        return text(message, message.length, new byte[0]);
    }

    /** One message: the beginning of some bytes, and others. */
    static byte[] text(byte[] bytes, int length, byte[] end) {
        byte[] header = header(length + end.length);
        byte[] frame = new byte[header.length + length + end.length];
        System.arraycopy(header, 0, frame, 0, header.length);
        System.arraycopy(bytes, 0, frame, header.length, length);
        System.arraycopy(end, 0, frame, header.length + length, end.length);
        return frame;
    }

    private static byte[] header(int length) {
        ByteBuffer header = ByteBuffer.allocate(LONGEST_HEADER).put(WHOLE_TEXT);
        if (length < LENGTH_OF_16_BITS) {
            header.put((byte) length);
        } else if (length <= 0xFFFF) {
            header.put((byte) LENGTH_OF_16_BITS).putShort((short) length);
        } else {
            header.put((byte) LENGTH_OF_64_BITS).putLong(length);
        }
        byte[] bytes = new byte[header.position()];
        header.flip().get(bytes);
        return bytes;
    }

    /** The messages of whole frames made here. */
    static List<String> messages(byte[] frames) {
        List<String> messages = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(frames);
        while (rest.hasRemaining()) {
            rest.get();
            byte[] message = new byte[length(rest)];
            rest.get(message);
            messages.add(new String(message, StandardCharsets.UTF_8));
        }
        return messages;
    }

    private static int length(ByteBuffer frame) {
        int length = frame.get();
        return switch (length) {
            case LENGTH_OF_16_BITS -> Short.toUnsignedInt(frame.getShort());
            case LENGTH_OF_64_BITS -> Math.toIntExact(frame.getLong());
            default -> length;
        };
    }
}
