package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An update reaches all of a referee's sessions and nobody else's. */
class AvailabilityUpdateIT extends ArtefactStory {
    private static final ExecutorService WRITERS = Executors.newFixedThreadPool(50, AvailabilityUpdateIT::daemon);
    private static final String WEEK = "2099-W10";

    @Test
    void allSessionsOfTheRefereeHearItAndNobodyElse() {
        Http http = http();
        try (Listener phone = Listener.of(http, "u-1");
                Listener desk = Listener.of(http, "u-1");
                Listener other = Listener.of(http, "u-2")) {
            Http.Answer filed = http.put("/api/availability/u-1/" + WEEK, slots("08:00", "12:00"));
            http.put("/api/availability/u-2/" + WEEK, slots("09:00", "10:00"));

            assertThat(filed.status()).isEqualTo(200);
            JsonNode event = phone.awaitEvents(1).get(0);
            desk.awaitEvents(1);
            other.awaitEvents(1);

            assertThat(desk.events()).containsExactly(event);
            assertThat(event.path("slots")).isEqualTo(filed.json().path("slots"));
            assertThat(event.path("week_year").intValue()).isEqualTo(2099);
            assertThat(event.path("week_number").intValue()).isEqualTo(10);
            assertThat(phone.values("referee_id")).containsExactly("u-1");
            assertThat(other.values("referee_id")).containsExactly("u-2");
        }
    }

    @Test
    void whoeverWritesOverAnOldVersionIsTold() {
        Http http = http();
        String path = "/api/availability/u-3/" + WEEK;
        String first = http.put(path, slots("08:00", "12:00")).header("ETag");
        String second =
                http.put(path, slots("08:00", "13:00"), "If-Match", first).header("ETag");

        assertThat(second).isNotEqualTo(first);
        assertThat(http.put(path, slots("08:00", "14:00"), "If-Match", first).status())
                .isEqualTo(412);
        assertThat(http.get(path).json().at("/slots/0/end").textValue()).isEqualTo("13:00");
    }

    @Test
    void ofFiftyWhoWriteOverTheSameVersionAtOnceOneSucceeds() {
        Http http = http();
        String path = "/api/availability/u-6/" + WEEK;
        String first = http.put(path, slots("08:00", "12:00")).header("ETag");

        List<Integer> answers = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> http.put(path, slots("08:00", "13:00"), "If-Match", first)
                                .status(),
                        WRITERS))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .containsOnly(200, 412)
                .filteredOn(status -> status == 200)
                .hasSize(1);
    }

    @Test
    void aWeekClosedByHandIsHeardAndStaysClosed() {
        Http http = http();
        String path = "/api/availability/u-4/" + WEEK;
        assertThat(http.get(path).status()).isEqualTo(404);
        http.put(path, slots("08:00", "12:00"));
        try (Listener listener = Listener.of(http, "u-4")) {
            assertThat(http.post(path + "/close", "").json().path("status").textValue())
                    .isEqualTo("CLOSED");

            assertThat(listener.awaitEvents(1))
                    .last()
                    .satisfies(event ->
                            assertThat(event.path("event_type").textValue()).isEqualTo("availability.closed"));
            assertThat(http.put(path, slots("08:00", "13:00")).status()).isEqualTo(409);
        }
    }

    @Test
    void whatIsWrongWithASlotIsNamed() {
        Http.Answer answer = http().put("/api/availability/u-5/" + WEEK, slots("12:00", "08:00"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo("slots[0].end");
        assertThat(answer.json().at("/errors/0/value").textValue()).isEqualTo("08:00");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "writer");
        thread.setDaemon(true);
        return thread;
    }

    private static String slots(String start, String end) {
        return "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"%s\",\"end\":\"%s\"}]}".formatted(start, end);
    }
}
