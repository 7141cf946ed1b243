package org.sgad.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sgad.event.EventJson;
import org.sgad.eventlog.Cursor;
import org.sgad.flow.Http;

/**
 * A client of {@code sgad.v1} that comes back once and notes when it was welcomed and when it had all that it missed. On a
 * socket of its own: the JDK's client loses its place in the stream, once in some hundred times, where half a megabyte
 * follows the handshake at once.
 */
final class ReturningClient {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String HANDSHAKE = """
            GET %s HTTP/1.1\r
            Host: localhost:%d\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Protocol: sgad.v1\r
            \r
            """;
    private static final String END_OF_HEADERS = "\r\n\r\n";
    private static final int WHOLE_TEXT = 0x81;
    private static final int LENGTH_OF_16_BITS = 126;

    /** What it got: nanoseconds from the first packet on, and the messages. */
    record Return(long welcomed, long complete, JsonNode welcome, List<JsonNode> events) {}

    private final DataInputStream in;

    private ReturningClient(Socket socket) throws IOException {
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static Return of(Http node, String user, Cursor cursor) {
        URI uri = node.uri("ws", "/ws/" + user + "?cursor=" + cursor);
        long begin = System.nanoTime();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String handshake = HANDSHAKE.formatted(uri.getRawPath() + "?" + uri.getRawQuery(), uri.getPort());
            socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
            return new ReturningClient(socket).read(begin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Return read(long begin) throws IOException {
        StringBuilder headers = new StringBuilder();
        while (headers.indexOf(END_OF_HEADERS) < 0) {
            headers.append((char) in.readUnsignedByte());
        }
        byte[] first = message();
        long welcomed = System.nanoTime() - begin;
        JsonNode welcome = EventJson.MAPPER.readTree(first);
        List<byte[]> missed = new ArrayList<>();
        while (missed.size() < welcome.path("recovered_count").intValue()) {
            missed.add(message());
        }
        long complete = System.nanoTime() - begin;
        List<JsonNode> events = new ArrayList<>();
        for (byte[] event : missed) {
            events.add(EventJson.MAPPER.readTree(event));
        }
        return new Return(welcomed, complete, welcome, events);
    }

    private byte[] message() throws IOException {
        int type = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (type != WHOLE_TEXT || length > LENGTH_OF_16_BITS) {
            throw new IOException("no text: " + type + " " + length);
        }
        return in.readNBytes(length == LENGTH_OF_16_BITS ? in.readUnsignedShort() : length);
    }
}
