package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.SpanCollector.Collected;

/** With MicroProfile Telemetry on, a request, the publishing of its event and the handing out are spans of one trace. */
class TelemetryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRACE = "5bf92f3577b34da6a3ce929d0e0e4737";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String EVENT = "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.spans\","
            + "\"message\":{\"user_id\":\"spans-1\"}}";

    private static SpanCollector collector;
    private static PayaraNode node;
    private static Http http;

    @BeforeAll
    static void startNode() throws IOException {
        collector = SpanCollector.start();
        DevServices.current().freshData();
        node = DevServices.current()
                .startNode(Map.of(
                        "OTEL_SDK_DISABLED", "false",
                        "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.address(),
                        "OTEL_BSP_SCHEDULE_DELAY", "200"));
        http = new Http(node.port());
    }

    @AfterAll
    static void endNode() {
        node.close();
        collector.close();
    }

    @Test
    void aRequestItsEventAndItsDeliveryAreOneTrace() throws IOException {
        try (Amqp service = new Amqp();
                Listener listener = Listener.of(http, "spans-1")) {
            String queue = service.queue("spans", Map.of());
            service.channel().queueBind(queue, "sgad.availability", "custom.spans");

            http.post("/api/events", EVENT, "traceparent", "00-" + TRACE + "-" + CALLER + "-01");

            listener.awaitEvents(1);
            List<Collected> spans =
                    await().atMost(PATIENCE).until(() -> collector.of(TRACE), found -> found.size() >= 3);
            Collected request = named(spans, "POST /api/events");
            Collected publishing = named(spans, "publish sgad.availability");
            Collected delivery = named(spans, "deliver sgad.availability");
            assertThat(List.of(request.kind(), publishing.kind(), delivery.kind()))
                    .containsExactly(2L, 4L, 5L);
            assertThat(request.parentId()).isEqualTo(CALLER);
            assertThat(publishing.parentId()).isEqualTo(request.spanId());
            assertThat(delivery.parentId()).isEqualTo(publishing.spanId());
            GetResponse message = service.next(queue);
            assertThat(message.getProps().getHeaders().get("traceparent"))
                    .hasToString("00-" + TRACE + "-" + publishing.spanId() + "-01");
        }
    }

    @Test
    void whatTheCallerDoesNotWantRecordedIsNot() {
        String unsampled = TRACE.replace('5', '6');

        http.post("/api/events", EVENT, "traceparent", "00-" + unsampled + "-" + CALLER + "-00");

        http.post("/api/events", EVENT.replace("spans-1", "spans-2"));
        await().atMost(PATIENCE)
                .until(() -> collector.all().stream()
                        .anyMatch(span -> span.name().equals("deliver sgad.availability")
                                && !span.traceId().equals(TRACE)));
        assertThat(collector.of(unsampled)).isEmpty();
    }

    @Test
    void aLineOfTheLogEndsWithTheIdOfItsRequest() throws IOException {
        http.get("/api/me", "Origin", "https://elsewhere.example", "X-Correlation-Id", "refused-2");

        await().atMost(PATIENCE)
                .until(() -> Files.readAllLines(node.log()).stream()
                        .anyMatch(line ->
                                line.contains("refused GET /api/me") && line.endsWith(" [correlation_id=refused-2]")));
    }

    private static Collected named(List<Collected> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " in " + spans));
    }
}
