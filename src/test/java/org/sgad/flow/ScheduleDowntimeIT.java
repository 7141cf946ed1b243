package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** A node that was killed before the time of a notification sends it when it is back. */
class ScheduleDowntimeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whatFellDueWhileEverythingWasDownGoesOutAfterwards() {
        DevServices.current().freshData();
        try (PayaraNode node = DevServices.current().startNode(Map.of())) {
            Http http = new Http(node.port());
            Instant due = Clock.systemUTC().instant().plusSeconds(3);
            Http.Answer scheduled = http.post(
                    "/api/notifications",
                    "{\"user_id\":\"d-1\",\"title\":\"t\",\"message\":\"m\",\"deliver_at\":\"" + due + "\"}");
            String id = scheduled.json().path("event_id").textValue();
            node.kill();
            await().atMost(PATIENCE).until(() -> Clock.systemUTC().instant().isAfter(due));

            node.start();

            new InboxOf(http, "d-1").awaitItem(id);
            assertThat(DevServices.current().number("select count(*) from event_log where event_id = '" + id + "'"))
                    .isOne();
            assertThat(http.get("/api/notifications/scheduled").json().path("items"))
                    .isEmpty();
        }
    }
}
