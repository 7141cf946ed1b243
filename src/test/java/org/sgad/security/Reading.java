package org.sgad.security;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A stream of events that somebody reads. */
record Reading(InputStream body) implements AutoCloseable {
    /** Begun: the head of the answer is here. */
    static Reading of(Secured node, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.origin() + path))
                .headers(headers)
                .build();
        return new Reading(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body());
    }

    /** All that comes until the node ends it. */
    String toItsEnd() throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
