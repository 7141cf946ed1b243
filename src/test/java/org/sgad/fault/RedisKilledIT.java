package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.Part;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** Redis is killed or frozen: the flow does not notice, what lives on Redis says so, and all is back when it is. */
class RedisKilledIT extends Fault {
    private static final int PER_SECOND = 100;
    private static final Duration BACK = Duration.ofSeconds(5);
    /** 750 ms, and a request. */
    private static final Duration LATEST_SIGNAL = Duration.ofSeconds(1);

    private static final Duration SLOWEST = Duration.ofSeconds(3);

    RedisKilledIT() {
        super(2);
    }

    @AfterEach
    void redisRuns() {
        DevServices.current().redis().start();
    }

    @Test
    void theFlowIsUntouched() {
        Part redis = DevServices.current().redis();
        List<String> users = users("r", 10);
        List<RecoveringClient> clients = clients(users);
        int rounds = Rounds.of(1, 3);
        Figures figures = Figures.of("Redis killed").put("rounds", rounds);
        try {
            for (int round = 0; round < rounds; round++) {
                try (Load load = Load.start(https(), users, PER_SECOND)) {
                    load.awaitMore(PER_SECOND);
                    redis.kill();
                    load.awaitMore(3 * PER_SECOND);
                    assertThat(readiness(http(0))).isEqualTo(200);
                    redis.start();
                    load.awaitMore(PER_SECOND);
                    load.stop();
                    figures.add("requests failed", load.failures().size());
                    assertThat(load.failures()).isEmpty();
                    figures.most("worst drain s", secondsUntilDrained(clients, PATIENCE));
                    promiseKept(clients, load.acknowledged());
                }
            }
            assertThat(clients)
                    .allSatisfy(client ->
                            assertThat(client.welcomes()).as("connected once").isEqualTo(1));
            figures.add(Ledger.read().against(clients)).print();
        } finally {
            closeAll(clients);
        }
    }

    @Test
    void killedExactlyWhatNeedsItDegrades() {
        Part redis = DevServices.current().redis();
        onlyWhatNeedsItDegrades("Redis killed: what needs it", redis::kill, redis::start);
    }

    @Test
    void frozenExactlyWhatNeedsItDegrades() {
        Part redis = DevServices.current().redis();
        onlyWhatNeedsItDegrades("Redis frozen: what needs it", redis::freeze, redis::thaw);
    }

    @Test
    void aNodeStartsWithoutRedis() {
        Part redis = DevServices.current().redis();
        redis.kill();
        try (PayaraNode node = DevServices.current().startNode(Map.of())) {
            Http http = new Http(node.port());
            assertThat(degraded(http)).isNotEmpty();
            assertThat(quick(http)).isEqualTo(503);
            redis.start();
            await().atMost(BACK).until(() -> quick(http) == 202);
        }
    }

    private void onlyWhatNeedsItDegrades(String name, Runnable away, Runnable back) {
        List<String> users = List.of(name.substring(6, 12) + "-0", name.substring(6, 12) + "-1");
        List<RecoveringClient> clients = List.of(
                RecoveringClient.of(users.get(0), https().subList(0, 1)),
                RecoveringClient.of(users.get(1), https().subList(1, 2)));
        Figures figures = Figures.of(name);
        try {
            users.forEach(user -> await().atMost(BACK).until(() -> isOnline(http(0), user)));
            warm();
            away.run();
            long slowest = 0;
            for (int round = 0; round < 40; round++) {
                slowest = Math.max(slowest, writesAreReadOnTheOtherNode(round));
            }
            assertThat(Duration.ofNanos(slowest)).isLessThan(SLOWEST);
            for (Http http : https()) {
                await().atMost(BACK).until(() -> !degraded(http).isEmpty());
                assertThat(readiness(http)).isEqualTo(200);
                assertThat(quick(http)).isEqualTo(503);
                assertThat(http.get("/api/sessions").json().path("scope").textValue())
                        .isEqualTo("node");
            }
            JsonNode elsewhere = http(0).get("/api/presence/" + users.get(1)).json();
            assertThat(elsewhere.path("scope").textValue()).isEqualTo("node");
            assertThat(elsewhere.path("online").booleanValue()).isFalse();

            back.run();
            long from = System.nanoTime();
            for (Http http : https()) {
                await().atMost(BACK)
                        .until(() -> quick(http) == 202 && degraded(http).isEmpty());
            }
            figures.most("back s", seconds(from));
            for (Http http : https()) {
                users.forEach(user -> await().atMost(BACK).until(() -> isOnline(http, user)));
            }
            figures.most("presence back s", seconds(from)).most("slowest write s", slowest / 1e9);
            for (int round = 0; round < 10; round++) {
                writesAreReadOnTheOtherNode(round);
            }
            figures.print();
        } finally {
            back.run();
            closeAll(clients);
        }
    }

    private static int quick(Http http) {
        return http.post("/api/quick-notifications", "{\"title\":\"x\",\"message\":\"y\"}")
                .status();
    }

    private static boolean isOnline(Http http, String user) {
        JsonNode presence = http.get("/api/presence/" + user).json();
        return presence.path("scope").asText().equals("cluster")
                && presence.path("online").booleanValue();
    }

    private static String degraded(Http http) {
        return StreamSupport.stream(
                        http.get("/health/ready").json().path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals("redis"))
                .findFirst()
                .orElseThrow()
                .at("/data/degraded")
                .asText("");
    }

    private void warm() {
        writesAreReadOnTheOtherNode(0, BACK);
        https().forEach(RedisKilledIT::start);
        https().forEach(RedisKilledIT::start);
    }

    private static final String WEEK = "/api/availability/redis-1/2099-W10";

    private static String start(Http http) {
        return http.get(WEEK).json().at("/slots/0/start").asText();
    }

    /**
     * Writes at one node, reads at the other as soon as that was answered, or had the signal wait, for as long as one may;
     * returns how long the write took.
     */
    private long writesAreReadOnTheOtherNode(int round) {
        return writesAreReadOnTheOtherNode(round, LATEST_SIGNAL);
    }

    private long writesAreReadOnTheOtherNode(int round, Duration latest) {
        String hour = "%02d:00".formatted(8 + round % 10);
        long from = System.nanoTime();
        assertThat(http(round % 2)
                        .put(
                                WEEK,
                                "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"" + hour + "\",\"end\":\"20:00\"}]}")
                        .status())
                .isEqualTo(200);
        long took = System.nanoTime() - from;
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(latest)
                .untilAsserted(() -> assertThat(start(http(1 - round % 2)))
                        .as("round " + round)
                        .isEqualTo(hour));
        assertThat(start(http(round % 2))).isEqualTo(hour);
        return took;
    }
}
