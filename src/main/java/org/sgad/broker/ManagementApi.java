package org.sgad.broker;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.node.Settings;
import org.sgad.node.TlsSettings;

/** What RabbitMQ's management plugin tells over HTTP; bounded in time and size, and going nowhere but where it is set to. */
@ApplicationScoped
public class ManagementApi {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Of some ten thousand queues; a larger answer is too much, and not to be had in time either. */
    private static final int MAX_BYTES = 8 << 20;

    private static final String COLUMNS = "name,type,messages,messages_ready,messages_unacknowledged,consumers,"
            + "head_message_timestamp,message_stats.publish_details.rate,message_stats.deliver_get_details.rate,"
            + "message_stats.ack_details.rate";

    private HttpClient http;

    @Inject
    ManagementSettings management;

    @Inject
    BrokerSettings broker;

    @Inject
    TlsSettings tls;

    @Produces
    @Singleton
    static ManagementSettings settings(Settings settings, BrokerSettings broker) {
        return ManagementSettings.from(settings, broker);
    }

    @PostConstruct
    void open() {
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .sslContext(tls.context())
                .build();
    }

    /**
     * Every queue of our virtual host, by name.
     *
     * @throws IOException where the API is not there, does not let us in, or does not answer in time
     */
    List<QueueState> queues() throws IOException, InterruptedException {
        String vhost = URLEncoder.encode(broker.vhost(), StandardCharsets.UTF_8).replace("+", "%20");
        List<QueueState> queues = new ArrayList<>();
        for (JsonNode queue : get("/api/queues/" + vhost + "?sort=name&columns=" + COLUMNS)) {
            queues.add(state(queue));
        }
        return queues;
    }

    private JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(management.url() + pathAndQuery))
                .header("Authorization", "Basic " + credentials())
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answering = http.sendAsync(request, head -> new LimitedBody(MAX_BYTES));
        try {
            // the client's own time limit would end with the headers
            HttpResponse<byte[]> answer = answering.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            JsonNode json = answer.statusCode() == 200 ? EventJson.MAPPER.readTree(answer.body()) : null;
            if (json == null || !json.isArray()) {
                throw new IOException("it answers " + answer.statusCode());
            }
            return json;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + PATIENCE.toSeconds() + " s", e);
        } finally {
            answering.cancel(true);
        }
    }

    private String credentials() {
        byte[] userAndPassword = (broker.user() + ':' + broker.password()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(userAndPassword);
    }

    private static QueueState state(JsonNode queue) {
        JsonNode stats = queue.path("message_stats");
        return new QueueState(
                queue.path("name").asText(),
                queue.path("type").asText("classic"),
                queue.path("messages").asLong(),
                queue.path("messages_ready").asLong(),
                queue.path("messages_unacknowledged").asLong(),
                queue.path("consumers").asLong(),
                oldest(queue.path("head_message_timestamp")),
                new QueueState.Rates(
                        rate(stats, "publish_details"),
                        rate(stats, "deliver_get_details"),
                        rate(stats, "ack_details")));
    }

    private static double rate(JsonNode stats, String kind) {
        return stats.path(kind).path("rate").asDouble();
    }

    private static @Nullable Instant oldest(JsonNode seconds) {
        return seconds.canConvertToInt() && seconds.asInt() > 0 ? Instant.ofEpochSecond(seconds.asInt()) : null;
    }

    URI address() {
        return management.url();
    }
}
