package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.File;
import java.net.URL;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.push.Receipts;

/** Who has an event and who read it is seen with the event. */
@Story
class ReceiptsIT {
    private static final UserId ANA = new UserId("r-1");

    @Inject
    Receipts receipts;

    @ArquillianResource
    URL node;

    @Deployment
    static WebArchive artefact() {
        return Story.Deployments.artefact()
                .addClasses(Http.class, Listener.class, Story.class)
                .addAsLibraries(library(Assertions.class), library(Awaitility.class), library(Matchers.class));
    }

    private static File library(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    @Test
    void whatAClientAcknowledgesIsShownWithTheEvent() {
        Http http = new Http(node.getPort());
        String id = notify(http);

        receipts.delivered(ANA, new EventId(id));
        receipts.delivered(new UserId("r-2"), new EventId(id));

        JsonNode delivered = awaitReceipt(http, id, "delivered_at");
        assertThat(delivered.path("user_id").textValue()).isEqualTo("r-1");
        assertThat(delivered.path("read_at").isNull()).isTrue();

        receipts.read(ANA, new EventId(id));

        JsonNode read = awaitReceipt(http, id, "read_at");
        assertThat(read.path("delivered_at")).isEqualTo(delivered.path("delivered_at"));
        assertThat(http.get("/api/events/" + id).json().path("receipts")).hasSize(1);
        assertThat(http.get("/metrics").text())
                .contains("\nsgad_receipts_total{")
                .contains("\nsgad_receipts_dropped_total{");
    }

    @Test
    void anAcknowledgementThatIsFasterThanTheLogIsKept() {
        Http http = new Http(node.getPort());
        receipts.read(ANA, new EventId("early-1"));
        String later = notify(http);
        receipts.delivered(ANA, new EventId(later));
        awaitReceipt(http, later, "delivered_at");

        http.post(
                "/api/events",
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.early\",\"message\":"
                        + "{\"event_type\":\"custom.early\",\"event_id\":\"early-1\",\"user_id\":\"r-1\"}}");

        assertThat(awaitReceipt(http, "early-1", "read_at").path("user_id").textValue())
                .isEqualTo("r-1");
    }

    private static String notify(Http http) {
        return http.post("/api/notifications", "{\"user_id\":\"r-1\",\"title\":\"t\",\"message\":\"m\"}")
                .json()
                .path("event_id")
                .textValue();
    }

    private static JsonNode awaitReceipt(Http http, String event, String time) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> http.get("/api/events/" + event).json().at("/receipts/0"),
                        receipt -> receipt.path(time).isTextual());
    }
}
