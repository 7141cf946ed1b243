package org.sgad.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;

/** A WebSocket of somebody who may, with all that came. */
final class Socket implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private Socket(Secured node, String path, List<String> subprotocols, String... headers) {
        socket = node.socket(path, subprotocols, this, headers);
    }

    /** Connected; nothing is awaited. */
    static Socket unanswered(Secured node, String path, List<String> subprotocols, String... headers) {
        return new Socket(node, path, subprotocols, headers);
    }

    /** Connected and welcomed. */
    static Socket open(Secured node, String path, List<String> subprotocols, String... headers) {
        Socket opened = new Socket(node, path, subprotocols, headers);
        opened.await("welcome");
        return opened;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    JsonNode await(String type) {
        return Objects.requireNonNull(Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> messages.stream()
                                .filter(message -> message.path("type").asText().equals(type))
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull));
    }

    boolean isWelcomed() {
        return !messages.isEmpty();
    }

    CompletableFuture<Integer> closeCode() {
        return closeCode;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                messages.add(EventJson.MAPPER.readTree(partial.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        boolean isAsked =
                last && messages.get(messages.size() - 1).path("type").asText().equals("ping");
        return isAsked ? webSocket.sendText("{\"type\":\"pong\"}", true) : null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closeCode.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable failure) {
        closeCode.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
