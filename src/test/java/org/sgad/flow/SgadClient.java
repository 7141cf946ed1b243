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

/** A client of the subprotocol {@code sgad.v1} that keeps all it gets and answers nothing by itself. */
final class SgadClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final CompletableFuture<String> closeReason = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private SgadClient(Http http, String pathAndQuery) {
        this.socket = CLIENT.newWebSocketBuilder()
                .subprotocols("sgad.v1")
                .buildAsync(http.uri("ws", pathAndQuery), this)
                .join();
    }

    /** Connected and welcomed. */
    static SgadClient of(Http http, String user) {
        return of(http, user, "");
    }

    /** As {@link #of(Http, String)}, with a query such as {@code ?cursor=p1}. */
    static SgadClient of(Http http, String user, String query) {
        SgadClient client = new SgadClient(http, "/ws/" + user + query);
        await().atMost(PATIENCE).until(() -> !client.messages.isEmpty());
        return client;
    }

    /** Comes back to where this one was. */
    SgadClient again(Http http, String user) {
        return of(http, user, "?cursor=" + cursor());
    }

    JsonNode welcome() {
        return messages.get(0);
    }

    /** What came, in order. */
    List<JsonNode> messages() {
        return messages;
    }

    List<JsonNode> events() {
        return messages.stream().filter(message -> message.has("event_type")).toList();
    }

    /** The events' values of a field, in the order of arrival. */
    List<String> values(String field) {
        return events().stream().map(event -> event.path(field).asText()).toList();
    }

    List<JsonNode> awaitEvents(int count) {
        await().atMost(PATIENCE).until(() -> events().size() >= count);
        return events();
    }

    JsonNode awaitMessage(String type) {
        return await().atMost(PATIENCE)
                .until(
                        () -> messages.stream()
                                .filter(message -> message.path("type").asText().equals(type))
                                .findFirst()
                                .orElse(null),
                        java.util.Objects::nonNull);
    }

    /** The last cursor that came, as a client keeps it. */
    String cursor() {
        return messages.stream()
                .filter(message -> message.has("cursor"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .path("cursor")
                .textValue();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    CompletableFuture<Integer> closeCode() {
        return closeCode;
    }

    CompletableFuture<String> closeReason() {
        return closeReason;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                messages.add(EventJson.MAPPER.readTree(partial.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(partial.toString(), e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closeReason.complete(reason);
        closeCode.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable failure) {
        closeCode.completeExceptionally(failure);
        closeReason.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
