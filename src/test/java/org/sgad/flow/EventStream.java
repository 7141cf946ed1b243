package org.sgad.flow;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sgad.event.EventJson;

/** A client of server-sent events on a socket of its own, which reads when it is told to. */
final class EventStream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final InputStream in;
    private final List<String> head = new ArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private EventStream(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connected, and the head of the answer read. */
    static EventStream open(Http http, String user, String... headers) {
        return request(http, "GET /api/sse/" + user + " HTTP/1.1", headers);
    }

    static EventStream request(Http http, String requestLine, String... headers) {
        try {
            EventStream stream = new EventStream(new Socket(InetAddress.getLoopbackAddress(), http.port()));
            String all = requestLine + "\r\nHost: localhost\r\n"
                    + String.join(
                            "",
                            List.of(headers).stream()
                                    .map(header -> header + "\r\n")
                                    .toList()) + "\r\n";
            stream.socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
            for (String line = stream.line(); !line.isEmpty(); line = stream.line()) {
                stream.head.add(line);
            }
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connected, and reading until its end: from here on nothing that is published is missed. */
    static EventStream reading(Http http, String user, String... headers) {
        return open(http, user, headers).read("event-stream-" + user);
    }

    /** As {@link #reading}, the stream of the administrators. */
    static EventStream everything(Http http, String query, String... headers) {
        return request(http, "GET /api/events/stream" + query + " HTTP/1.1", headers)
                .read("event-stream-everything");
    }

    private EventStream read(String name) {
        Thread reader = new Thread(this::read, name);
        reader.setDaemon(true);
        reader.start();
        await().atMost(PATIENCE).until(() -> lines.contains("event: welcome"));
        return this;
    }

    int status() {
        return Integer.parseInt(head.get(0).split(" ", -1)[1]);
    }

    String header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ": ";
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElse("");
    }

    /** What came so far, comments too. */
    List<String> lines() {
        return lines;
    }

    List<JsonNode> awaitEvents(int count) {
        await().atMost(PATIENCE).until(() -> events().size() >= count);
        return events();
    }

    List<JsonNode> events() {
        return lines.stream()
                .filter(line -> line.startsWith("data: "))
                .map(line -> json(line.substring(6)))
                .filter(message -> message.has("event_type"))
                .toList();
    }

    /** The events' values of a field, in the order of arrival. */
    List<String> values(String field) {
        return events().stream().map(event -> event.path(field).asText()).toList();
    }

    /** What a browser sends as {@code Last-Event-ID} when it comes back. */
    String lastEventId() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .reduce((first, second) -> second)
                .orElseThrow()
                .substring(4);
    }

    /** True when the server ended the response as it should be ended. */
    CompletableFuture<Boolean> ended() {
        return ended;
    }

    /** Reads on, and tells whether the connection ends before the response does. */
    boolean endsEarly() {
        read();
        return !ended.join();
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        StringBuilder partial = new StringBuilder();
        try {
            for (int size = chunk(); size > 0; size = chunk()) {
                partial.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line();
                for (int end = partial.indexOf("\n"); end >= 0; end = partial.indexOf("\n")) {
                    lines.add(partial.substring(0, end));
                    partial.delete(0, end + 1);
                }
            }
            ended.complete(true);
        } catch (IOException | NumberFormatException e) {
            ended.complete(false);
        }
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
