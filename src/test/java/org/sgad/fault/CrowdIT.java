package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.flow.Http;

/** All clients are cut at once, as their node is killed, and come back to the other for what they missed. */
class CrowdIT extends Fault {
    private static final int CLIENTS = Rounds.of(1_000, 5_000);
    private static final int WAVE = 100;
    private static final int BATCH = 500;
    private static final int EVENTS_EACH = 3;
    private static final double NEARLY_ALL = 0.999;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    CrowdIT() {
        super(2);
    }

    @Test
    void nearlyAllAreBackWithinAMinuteWithEverythingTheyMissed() {
        int rounds = Rounds.of(1, 3);
        Figures figures = Figures.of(CLIENTS + " clients cut at once").put("rounds", rounds);
        for (int round = 0; round < rounds; round++) {
            List<RecoveringClient> clients = connect("w" + round, round % size());
            try {
                cutAll(clients, round % size(), figures);
            } finally {
                closeAll(clients);
            }
            if (round + 1 < rounds) {
                node(round % size()).start();
            }
        }
        figures.print();
    }

    private List<RecoveringClient> connect(String prefix, int home) {
        List<RecoveringClient> clients = new ArrayList<>();
        for (String user : users(prefix, CLIENTS)) {
            clients.add(RecoveringClient.begin(user, https(), home));
            if (clients.size() % WAVE == 0) {
                await().atMost(LIMIT).until(() -> clients.stream().allMatch(RecoveringClient::isBack));
            }
        }
        return clients;
    }

    private void cutAll(List<RecoveringClient> clients, int home, Figures figures) {
        Http survivor = http((home + 1) % size());
        publish(survivor, clients);
        node(home).kill();
        long cut = System.nanoTime();
        Map<String, List<String>> missed = publish(survivor, clients);
        // nobody can have it before
        long published = System.nanoTime();

        await().pollInterval(100, TimeUnit.MILLISECONDS)
                .atMost(LIMIT)
                .until(() -> back(clients, missed) >= CLIENTS / 2);
        figures.most("half were back after s", seconds(cut));
        await().pollInterval(100, TimeUnit.MILLISECONDS)
                .atMost(LIMIT)
                .until(() -> back(clients, missed) >= CLIENTS * NEARLY_ALL);
        figures.most("99.9 % were back after s", seconds(cut));
        assertThat(Duration.ofNanos(System.nanoTime() - published)).isLessThan(LIMIT);

        secondsUntilDrained(clients, PATIENCE);
        figures.most("all were back after s", seconds(cut)).add(promiseKept(clients, List.of()));
        figures.add(
                "replays that were not complete",
                clients.stream().mapToInt(RecoveringClient::incomplete).sum());
    }

    private static long back(Collection<RecoveringClient> clients, Map<String, List<String>> missed) {
        return clients.stream()
                .filter(client -> client.isBack() && client.hasSeen(missed.getOrDefault(client.user(), List.of())))
                .count();
    }

    /** A few events for each, in batches; returns their ids by user. */
    private static Map<String, List<String>> publish(Http http, List<RecoveringClient> clients) {
        Map<String, List<String>> ids = new HashMap<>();
        for (int nth = 0; nth < EVENTS_EACH; nth++) {
            for (int from = 0; from < clients.size(); from += BATCH) {
                List<RecoveringClient> some = clients.subList(from, Math.min(from + BATCH, clients.size()));
                Http.Answer answer = http.post(
                        "/api/events/batch",
                        some.stream().map(CrowdIT::event).collect(Collectors.joining(",", "[", "]")));
                IntStream.range(0, some.size())
                        .forEach(i -> ids.computeIfAbsent(some.get(i).user(), user -> new ArrayList<>())
                                .add(answer.json().path(i).path("event_id").asText()));
            }
        }
        return ids;
    }

    private static String event(RecoveringClient client) {
        return "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.crowd\",\"message\":{\"user_id\":\""
                + client.user() + "\"}}";
    }
}
