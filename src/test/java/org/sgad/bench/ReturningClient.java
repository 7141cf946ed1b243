package org.sgad.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.eventlog.Cursor;
import org.sgad.flow.Http;

/** A client of {@code sgad.v1} that comes back once and notes when it was welcomed and when it had all that it missed. */
final class ReturningClient implements WebSocket.Listener {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 60;

    /** What it got: nanoseconds from the first packet on, and the messages. */
    record Return(long welcomed, long complete, JsonNode welcome, List<JsonNode> events) {}

    private final StringBuilder partial = new StringBuilder();
    private final List<String> messages = new ArrayList<>();
    private final CompletableFuture<Return> returned = new CompletableFuture<>();
    private final long begin = System.nanoTime();
    private long welcomed;
    private int expected;

    private ReturningClient() {}

    static Return of(Http node, String user, Cursor cursor) {
        ReturningClient client = new ReturningClient();
        WebSocket socket = CLIENT.newWebSocketBuilder()
                .subprotocols("sgad.v1")
                .buildAsync(node.uri("ws", "/ws/" + user + "?cursor=" + cursor), client)
                .join();
        try {
            return client.returned.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            socket.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            take(partial.toString());
            partial.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void take(String message) {
        messages.add(message);
        if (messages.size() == 1) {
            welcomed = System.nanoTime() - begin;
            expected = json(message).path("recovered_count").intValue();
        }
        if (messages.size() == expected + 1) {
            long complete = System.nanoTime() - begin;
            List<JsonNode> all = messages.stream().map(ReturningClient::json).toList();
            returned.complete(new Return(welcomed, complete, all.get(0), all.subList(1, all.size())));
        }
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        returned.completeExceptionally(failure);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        returned.completeExceptionally(new IllegalStateException("closed: " + code + " " + reason));
        return null;
    }
}
