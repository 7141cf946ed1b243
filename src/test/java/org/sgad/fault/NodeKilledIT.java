package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.flow.Http;

/** A node is killed at the two moments that matter: its events are committed but not published, or published but not marked. */
class NodeKilledIT extends Fault {
    private static final String RELAYS_TURN = "select pg_advisory_xact_lock(hashtext('sgad.relay'))";
    private static final String UNMARKED = "select 1 from event_log where published_at is null for update";
    private static final int ROUNDS = Rounds.of(2, 20);
    private static final int EVENTS = 200;

    private List<RecoveringClient> clients = List.of();

    NodeKilledIT() {
        super(2);
    }

    @AfterEach
    void closeClients() {
        closeAll(clients);
    }

    @Test
    void whatWasCommittedIsPublishedByTheOtherNode() {
        connect("between");
        Figures figures = Figures.of("node kill -9 between commit and publish").put("rounds", ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            startAll();
            int victim = round % size();
            List<String> published;
            try (Blockade relay = Blockade.of(RELAYS_TURN)) {
                published = publish(http(victim));
                assertThat(relay.isHeld()).isTrue();
                node(victim).kill();
            }
            figures.most("worst drain s", secondsUntilDrained(clients, PATIENCE));
            promiseKept(clients, published);
        }
        figures.add(Ledger.read().against(clients)).print();
    }

    @Test
    void whatWasPublishedWithoutBeingMarkedIsVisibleOnce() {
        connect("unmarked");
        Figures figures = Figures.of("node kill -9 between publish and mark").put("rounds", ROUNDS);
        int before = subscriber().repetitions();
        for (int round = 0; round < ROUNDS; round++) {
            startAll();
            List<String> published;
            Blockade marking;
            try (Blockade relay = Blockade.of(RELAYS_TURN)) {
                assertThat(relay.isHeld()).isTrue();
                published = publish(http(round % size()));
                await().until(() -> Ledger.read().entries().stream().allMatch(entry -> entry.position() > 0));
                marking = Blockade.of(UNMARKED);
            }
            try (marking) {
                node(marking.awaitBlocked("set published_at").get(0)).kill();
            }
            figures.most("worst drain s", secondsUntilDrained(clients, PATIENCE));
            promiseKept(clients, published);
        }
        int repetitions = subscriber().repetitions() - before;
        assertThat(repetitions).isEqualTo(ROUNDS * EVENTS);
        figures.put("twice on the wire", repetitions)
                .add(Ledger.read().against(clients))
                .print();
    }

    private void connect(String prefix) {
        startAll();
        List<Http> nodes = https();
        List<String> users = users(prefix, 10);
        clients = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            clients.add(RecoveringClient.begin(users.get(i), nodes, i % nodes.size()));
        }
        await().atMost(PATIENCE).until(() -> clients.stream().allMatch(RecoveringClient::isBack));
    }

    private List<String> publish(Http http) {
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < EVENTS; n++) {
            String user = clients.get(n % clients.size()).user();
            Http.Answer answer = http.post(
                    "/api/notifications", "{\"user_id\":\"" + user + "\",\"title\":\"t\",\"message\":\"" + n + "\"}");
            ids.add(answer.json().path("event_id").asText());
        }
        return ids;
    }
}
