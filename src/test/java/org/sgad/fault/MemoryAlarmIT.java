package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** RabbitMQ runs out of memory and takes no messages: the API does not notice, and everything goes out afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemoryAlarmIT {
    private static final int ROUNDS = Rounds.of(1, 3);
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 400;
    private static final int WARM_UP = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration P99 = Duration.ofMillis(500);
    private static final double DRAINED_SECONDS = 10;
    private static final String LARGE = "x".repeat(300_000);
    private static final int MORE_THAN_BUFFERS_HOLD = 80;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private PayaraNode node;
    private Http http;

    @BeforeAll
    void startNode() {
        DevServices.current().freshData();
        node = DevServices.current().startNode(Map.of("JAVA_TOOL_OPTIONS", "-Xmx512m"));
        http = new Http(node.port());
    }

    @AfterAll
    void endNode() {
        clients.shutdownNow();
        node.close();
    }

    @AfterEach
    void memoryIsFree() {
        alarm(false);
    }

    @Test
    void theApiIsAsFastAsEverAndEverythingGoesOutAfterwards() {
        // compiled and with its connections open, as a node that has run for a while
        IntStream.range(0, WARM_UP).forEach(this::requests);
        for (int round = 0; round < ROUNDS; round++) {
            Latencies before = requests(round);
            awaitDrained();
            alarm(true);
            Latencies during = requests(round);
            String waiting = publish("waiting", "m-" + round);
            await().atMost(PATIENCE).until(() -> http.metric("sgad_events_unpublished") > REQUESTS / 2.0);
            String reason = await().atMost(PATIENCE)
                    .until(() -> http.get("/health/ready").text(), text -> text.contains("publishing is blocked"));
            double oldest = http.metric("sgad_events_oldest_unpublished_seconds");
            alarm(false);
            double drained = awaitDrained();
            System.out.printf(
                    "fault: memory alarm: before %s, during %s, drained %.1f s after%n", before, during, drained);

            assertThat(reason).contains("\"status\":\"DOWN\"");
            assertThat(oldest).isPositive();
            assertThat(during.nth(99)).isLessThan(P99);
            assertThat(drained).isLessThan(DRAINED_SECONDS);
            assertThat(http.get("/api/events/" + waiting)
                            .json()
                            .path("last_error")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void whatWaitsShowsWhyAndIsTriedOnlyOnceMeanwhile() {
        alarm(true);
        List<String> events =
                IntStream.range(0, 3).mapToObj(i -> publish("why", "m-w")).toList();
        String last = events.get(2);

        await().atMost(PATIENCE)
                .until(() -> http.get("/api/events/" + last)
                        .json()
                        .path("last_error")
                        .isTextual());
        await().atMost(PATIENCE).until(() -> http.metric("sgad_events_oldest_unpublished_seconds") > 4);

        assertThat(http.get("/api/events/" + last).json().path("last_error").textValue())
                .startsWith("publishing is blocked: ");
        assertThat(http.get("/api/events/" + last).json().path("attempts").intValue())
                .isEqualTo(1);
        alarm(false);
        awaitDrained();
    }

    @Test
    void aWriteThatNeverEndsHoldsUpNeitherTheOthersNorTheEndOfTheNode() {
        alarm(true);
        blockInTheMiddleOfAWrite();

        assertThat(turnsTaken()).isZero();
        long from = System.nanoTime();
        node.stop();
        double stopped = seconds(from);
        alarm(false);
        node.start();
        double drained = awaitDrained();
        System.out.printf(
                "fault: memory alarm in the middle of a write: node stopped in %.1f s, drained %.1f s after its start%n",
                stopped, drained);

        assertThat(stopped).isLessThan(12);
        assertThat(drained).isLessThan(DRAINED_SECONDS);
    }

    private void blockInTheMiddleOfAWrite() {
        IntStream.range(0, MORE_THAN_BUFFERS_HOLD).forEach(i -> publish(LARGE, "m-large"));
        await().atMost(PATIENCE)
                .until(() -> http.get("/health/ready").text().contains("publishing is blocked") && turnsTaken() == 0);
    }

    /** How many transactions hold or want the relay's turn. */
    private static long turnsTaken() {
        return DevServices.current()
                .number("select count(*) from pg_locks where locktype = 'advisory'"
                        + " and objid = (hashtext('sgad.relay')::bigint & 4294967295)::oid");
    }

    private static long unpublished() {
        return DevServices.current().number("select count(*) from event_log where published_at is null");
    }

    private static void alarm(boolean on) {
        DevServices.current().rabbit().ctl("set_vm_memory_high_watermark", on ? "0" : "0.6");
    }

    private static double awaitDrained() {
        long from = System.nanoTime();
        await().pollInterval(50, TimeUnit.MILLISECONDS).atMost(PATIENCE).until(() -> unpublished() == 0);
        return seconds(from);
    }

    private static double seconds(long fromNanos) {
        return (System.nanoTime() - fromNanos) / 1e9;
    }

    private String publish(String text, String user) {
        Http.Answer answer = http.post(
                "/api/events",
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.alarm\",\"message\":{\"user_id\":\""
                        + user + "\",\"text\":\"" + text + "\"}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("event_id").textValue();
    }

    private void file(int n) {
        Http.Answer answer = http.put(
                "/api/availability/m-" + n % 50 + "/2099-W10",
                "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"%02d:%02d\",\"end\":\"23:00\"}]}"
                        .formatted(n % 20, n % 60));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Files and publishes in turn, and tells how long each request took. */
    private Latencies requests(int round) {
        IntFunction<Long> request = n -> {
            long from = System.nanoTime();
            if (n % 2 == 0) {
                file(n + round);
            } else {
                publish("n" + n, "m-" + n % 50);
            }
            return System.nanoTime() - from;
        };
        List<CompletableFuture<Long>> all = IntStream.range(0, REQUESTS)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> request.apply(n), clients))
                .toList();
        return new Latencies(all.stream().map(CompletableFuture::join).sorted().toList());
    }

    private record Latencies(List<Long> sortedNanos) {
        Duration nth(int percent) {
            return Duration.ofNanos(
                    sortedNanos.get(Math.min(sortedNanos.size() * percent / 100, sortedNanos.size() - 1)));
        }

        @Override
        public String toString() {
            return "p50 " + nth(50).toMillis() + " ms p99 " + nth(99).toMillis() + " ms";
        }
    }
}
