package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** The same WAR as services of their own: each node runs the parts it is told to. */
class RolesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SLOTS = "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"08:00\",\"end\":\"12:00\"}]}";

    private static PayaraNode availability;
    private static PayaraNode services;
    private static PayaraNode gateway;

    @BeforeAll
    static void start() {
        DevServices.current().freshData();
        availability = DevServices.current().startNode(Map.of("SGAD_ROLES", "availability"));
        services = DevServices.current().startNode(Map.of("SGAD_ROLES", "match,notification"));
        gateway = DevServices.current().startNode(Map.of("SGAD_ROLES", "gateway"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        services.close();
        availability.close();
    }

    private static Http at(PayaraNode node) {
        return new Http(node.port());
    }

    @Test
    void whatIsFiledAtOneIsSeenAtTheOther() {
        try (Listener listener = Listener.of(at(gateway), "r-1")) {
            at(availability).put("/api/availability/r-1/2099-W10", SLOTS);
            at(availability).post("/api/availability/r-1/2099-W10/close", "");

            listener.awaitEvents(2);
            assertThat(listener.values("event_type")).containsExactly("availability.updated", "availability.closed");
        }
    }

    @Test
    void whoFiledAtOneIsAssignedAtAnotherAndHearsOfItAtTheThird() {
        try (Listener listener = Listener.of(at(gateway), "r-3")) {
            at(availability).put("/api/availability/r-3/2099-W10", SLOTS);
            String match = at(services)
                    .post(
                            "/api/matches",
                            "{\"kickoff_at\":\"2099-03-03T10:00:00-05:00\",\"venue\":\"El Campín\","
                                    + "\"category\":\"Sub-17\",\"roles\":[\"referee\"]}")
                    .json()
                    .path("match_id")
                    .textValue();

            await().atMost(PATIENCE)
                    .until(
                            () -> at(services)
                                    .post(
                                            "/api/matches/" + match + "/assignments",
                                            "{\"referee_id\":\"r-3\",\"role\":\"referee\"}")
                                    .status(),
                            status -> status < 300);

            listener.awaitEvents(2);
            assertThat(listener.values("event_type")).containsExactly("availability.updated", "match.assigned");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(at(services)
                                    .get("/api/users/r-3/notifications")
                                    .json()
                                    .path("items")
                                    .findValuesAsText("event_type"))
                            .containsExactly("availability.updated", "match.assigned"));
        }
    }

    @Test
    void anEventIsTakenOnEveryNodeAndGoesOutAtOnce() {
        List<Duration> delays = new ArrayList<>();
        try (Listener listener = Listener.of(at(gateway), "r-2")) {
            for (int nth = 1; nth <= 21; nth++) {
                long start = System.nanoTime();
                Http.Answer answer = at(gateway)
                        .post(
                                "/api/events",
                                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.roles\","
                                        + "\"message\":{\"user_id\":\"r-2\"}}");
                assertThat(answer.status()).isEqualTo(202);
                int seen = nth;
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> listener.events().size() >= seen);
                delays.add(Duration.ofNanos(System.nanoTime() - start));
            }
        }
        Collections.sort(delays);
        System.out.println("from one role's node through another's and back: p50 "
                + delays.get(10).toMillis() + " ms");
        assertThat(at(availability).get("/api/events?subject=r-2").json().path("items"))
                .hasSize(21);
    }

    @Test
    void aPartThatANodeDoesNotRunIsNotFoundThere() {
        Http.Answer closings = at(gateway).get("/api/closings");
        assertThat(closings.status()).isEqualTo(404);
        assertThat(closings.header("Content-Type")).startsWith("application/problem+json");
        assertThat(closings.json().path("detail").textValue())
                .isEqualTo("This node has the roles gateway; ask one with the role availability.");
        assertThat(at(gateway).put("/api/availability/r-1/2099-W10", SLOTS).status())
                .isEqualTo(404);
        assertThat(at(availability).get("/api/matches").status()).isEqualTo(404);
        assertThat(at(gateway).get("/api/users/r-1/notifications").status()).isEqualTo(404);
        assertThat(at(availability).get("/api/sse/r-1").status()).isEqualTo(404);
        assertThatThrownBy(() -> Listener.unanswered(at(availability), "r-1"))
                .rootCause()
                .hasMessageContaining("404");
    }

    @Test
    void onlyAGatewayHasAQueueOfItsOwn() throws IOException {
        try (Amqp amqp = new Amqp()) {
            assertThat(amqp.exists("sgad.gateway.node-" + gateway.port())).isTrue();
            assertThat(amqp.exists("sgad.gateway.node-" + availability.port())).isFalse();
        }
    }
}
