package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** Two nodes, one closing: whoever is asked, each availability is closed once, and is heard on both. */
class TwoNodesIT extends ArtefactStory {
    private static final String WEEK = "2099-W10";
    private static final int REFEREES = 50;

    @Test
    void bothNodesCloseAndEachAvailabilityHasOneEvent() {
        Http one = http();
        try (PayaraNode second = DevServices.current().startNode(Map.of());
                Listener here = Listener.of(one, "t-0");
                Listener there = Listener.of(new Http(second.port()), "t-0")) {
            Http other = new Http(second.port());
            IntStream.range(0, REFEREES).forEach(i -> file(i % 2 == 0 ? one : other, "t-" + i));

            List<CompletableFuture<Http.Answer>> runs = Stream.of(one, other, one, other)
                    .map(http -> CompletableFuture.supplyAsync(
                            () -> http.post("/api/closings", "{\"week\":\"" + WEEK + "\"}")))
                    .toList();

            assertThat(runs.stream()
                            .mapToInt(run -> run.join().json().path("closed").intValue())
                            .sum())
                    .isEqualTo(REFEREES);
            assertThat(one.get("/api/closings").json().path("items"))
                    .filteredOn(run -> run.path("week").textValue().equals(WEEK))
                    .singleElement()
                    .satisfies(run -> assertThat(run.path("closed").intValue()).isEqualTo(REFEREES));
            for (Listener listener : List.of(here, there)) {
                listener.awaitEvents(2);
                assertThat(listener.values("event_type"))
                        .containsExactly("availability.updated", "availability.closed");
            }
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(one.get("/api/events?type=availability.closed&limit=1000")
                                    .json()
                                    .path("items"))
                            .hasSize(REFEREES));
        }
    }

    private static void file(Http http, String referee) {
        http.put(
                "/api/availability/" + referee + "/" + WEEK,
                "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"08:00\",\"end\":\"12:00\"}]}");
    }
}
