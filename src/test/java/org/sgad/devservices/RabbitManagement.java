package org.sgad.devservices;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** What we need of RabbitMQ's management API. */
final class RabbitManagement {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String user;
    private final String authorization;

    RabbitManagement(int port, String user, String password) {
        this.base = "http://127.0.0.1:" + port + "/api/";
        this.user = user;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes the virtual host with all that is in it, connections included, and makes it anew. */
    void recreateVhost(String vhost) {
        send("DELETE", "vhosts/" + vhost, "");
        send("PUT", "vhosts/" + vhost, "{}");
        send("PUT", "permissions/" + vhost + "/" + user, "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
    }

    private void send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .timeout(LIMIT)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean gone = method.equals("DELETE") && response.statusCode() == 404;
            if (response.statusCode() >= 300 && !gone) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path + ": interrupted", e);
        }
    }
}
