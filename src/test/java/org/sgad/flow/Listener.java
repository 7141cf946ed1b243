package org.sgad.flow;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;

/** A plain WebSocket client of one user, as the seed's TypeScript is: it pings, and collects events. */
final class Listener implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<JsonNode> pongs = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private Listener(Http http, String user) {
        this.socket = CLIENT.newWebSocketBuilder()
                .buildAsync(http.uri("ws", "/ws/" + user), this)
                .join();
    }

    /** Connected, and answered once: from here on nothing that is published is missed. */
    static Listener of(Http http, String user) {
        Listener listener = new Listener(http, user);
        listener.send("ping");
        await().atMost(PATIENCE).until(() -> !listener.pongs.isEmpty());
        return listener;
    }

    /** Connected, and perhaps refused. */
    static Listener unanswered(Http http, String user) {
        return new Listener(http, user);
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    List<JsonNode> pongs() {
        return pongs;
    }

    List<JsonNode> events() {
        return events;
    }

    /** The events' values of a field, in the order of arrival. */
    List<String> values(String field) {
        return events.stream().map(event -> event.path(field).asText()).toList();
    }

    List<JsonNode> awaitEvents(int count) {
        await().atMost(PATIENCE).until(() -> events.size() >= count);
        return events;
    }

    CompletableFuture<Integer> closeCode() {
        return closeCode;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            take(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void take(String text) {
        try {
            JsonNode message = EventJson.MAPPER.readTree(text);
            (message.has("event_type") ? events : pongs).add(message);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
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
