package org.sgad.fault;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A WebSocket client without manners: it sends whatever bytes it is told to. */
final class RawSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;

    /** The connection ended without a close code. */
    static final int CUT = -1;

    /** Nothing came for ten seconds. */
    static final int OPEN = 0;

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MASKED = 0x80;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** Connected, but silent. */
    RawSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Connected as a WebSocket of a user. */
    static RawSocket open(int port, String user) throws IOException {
        RawSocket raw = new RawSocket(port);
        String status = raw.request("GET /ws/" + user + " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        if (!status.contains(" 101")) {
            throw new IOException(status);
        }
        return raw;
    }

    /** Sends a request as it is, reads the answer's head, and returns its first line; empty where there is none. */
    String request(String head) throws IOException {
        write(head.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        try {
            while (answer.indexOf("\r\n\r\n") < 0) {
                answer.append((char) in.readUnsignedByte());
            }
        } catch (EOFException | SocketException | SocketTimeoutException ended) {
            return answer.toString();
        }
        return answer.substring(0, answer.indexOf("\r\n"));
    }

    /** Sends bytes, as far as the other side takes them. */
    void write(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (SocketException closedMeanwhile) {
            // what it said before that is read later
        }
    }

    /** A masked frame; {@code first} is its first byte: FIN, reserved bits and opcode. */
    static byte[] frame(int first, byte[] payload) {
        return frame(first, payload.length, MASKED, payload);
    }

    /** A frame whose length may be a lie; the mask, where there is one, is all zeros. */
    static byte[] frame(int first, long claimed, int masked, byte[] payload) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream frame = new DataOutputStream(bytes);
            frame.writeByte(first);
            if (claimed < 126) {
                frame.writeByte(masked | (int) claimed);
            } else if (claimed < 65_536) {
                frame.writeByte(masked | 126);
                frame.writeShort((int) claimed);
            } else {
                frame.writeByte(masked | 127);
                frame.writeLong(claimed);
            }
            if (masked != 0) {
                frame.writeInt(0);
            }
            frame.write(payload);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next text. */
    String text() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0xf;
            byte[] payload = payload();
            if (opcode == TEXT) {
                return new String(payload, StandardCharsets.UTF_8);
            }
            if (opcode == CLOSE) {
                throw new EOFException("closed");
            }
        }
    }

    /** Reads on until the end: the close code, {@link #CUT} or {@link #OPEN}. */
    int closeCode() throws IOException {
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0xf;
                byte[] payload = payload();
                if (opcode == CLOSE) {
                    return payload.length < 2 ? CUT : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
                }
            }
        } catch (EOFException | SocketException cut) {
            return CUT;
        } catch (SocketTimeoutException stillOpen) {
            return OPEN;
        }
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        return in.readNBytes(length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
