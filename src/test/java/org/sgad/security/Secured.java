package org.sgad.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** A node that asks for tokens, as its callers see it. */
final class Secured {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final PayaraNode node;

    Secured(PayaraNode node) {
        this.node = node;
    }

    int port() {
        return node.port();
    }

    /** The node's own origin, by the name that {@link #send} calls it. */
    String origin() {
        return "http://localhost:" + node.port();
    }

    static String[] bearer(String token, String... more) {
        List<String> headers = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        headers.addAll(List.of(more));
        return headers.toArray(String[]::new);
    }

    Http.Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.url(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = CLIENT.send(
                    headers.length == 0
                            ? request.build()
                            : request.headers(headers).build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Http.Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Http.Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Http.Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    /** A new ticket of the token's user. */
    String ticket(String token, String... headers) {
        return post("/api/ws-tickets", "", bearer(token, headers))
                .json()
                .path("ticket")
                .textValue();
    }

    /** What became of a handshake: 101, or the status of the refusal. */
    int handshake(String path, List<String> subprotocols, String... headers) {
        try {
            socket(path, subprotocols, new WebSocket.Listener() {}, headers).abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    WebSocket socket(String path, List<String> subprotocols, WebSocket.Listener listener, String... headers) {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        if (!subprotocols.isEmpty()) {
            builder.subprotocols(
                    subprotocols.get(0), subprotocols.stream().skip(1).toArray(String[]::new));
        }
        return builder.buildAsync(URI.create("ws://localhost:" + node.port() + path), listener)
                .join();
    }

    @Nullable
    String log() throws IOException {
        return java.nio.file.Files.readString(node.log());
    }
}
