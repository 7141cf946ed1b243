package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.RabbitPart;
import org.sgad.flow.Amqp;

/** The broker closes channels and connections, and queues are deleted under their consumers. */
class BrokerClosesIT extends Fault {
    private static final int PER_SECOND = 100;
    private static final int ROUNDS = Rounds.of(2, 10);
    private static final String GATEWAY = "sgad.gateway." + name(0);
    private static final String RECORDER = "sgad.event-log";

    private record Outcome(Ledger.Verdict verdict, List<String> acknowledged) {}

    private interface Blow {
        void strike() throws Exception;
    }

    BrokerClosesIT() {
        super(1);
    }

    @Test
    void connectionsClosedByTheBrokerAreOpenedAgain() throws Exception {
        Outcome outcome = suffer(
                "all connections closed by the broker",
                true,
                () -> rabbit().ctl("close_all_connections", "-p", RabbitPart.VHOST, "the fault suite wants it"));
        allWasPublished(outcome.acknowledged());
        assertThat(outcome.verdict().disordered()).isZero();
    }

    /** Publishing to an exchange that is gone is a channel error; the node declares everything when it is back. */
    @Test
    void aChannelClosedByTheBrokerIsOpenedAgain() throws Exception {
        Outcome outcome = suffer("channel closed by the broker, its exchange deleted", false, () -> {
            try (Amqp other = new Amqp()) {
                other.channel().exchangeDelete("sgad.matches");
            }
        });
        assertThat(outcome.verdict().disordered()).isZero();
        subscriber().bind();
    }

    /** What waited in that queue is lost with it; everybody is sent away and gets it from the log, in order. */
    @Test
    void aGatewayWhoseQueueIsDeletedMissesNothing() throws Exception {
        Outcome outcome = suffer("gateway's queue deleted", true, () -> deleteQueue(GATEWAY));
        allWasPublished(outcome.acknowledged());
        assertThat(outcome.verdict().disordered()).isZero();
    }

    /** Only our own events: another service's that waited in this queue were nowhere else. */
    @Test
    void aRecorderWhoseQueueIsDeletedComesBack() throws Exception {
        Outcome outcome = suffer("recorder's queue deleted", false, () -> deleteQueue(RECORDER));
        allWasPublished(outcome.acknowledged());
        assertThat(outcome.verdict().disordered()).isZero();

        String id = UUID.randomUUID().toString();
        try (ForeignPublisher publisher = new ForeignPublisher()) {
            publisher.publish(
                    "sgad.availability", "availability.expired.c-0", id, "{\"referee_id\":\"c-0\",\"week_number\":9}");
        }
        await().atMost(PATIENCE).until(() -> Ledger.read().holds(List.of(id)));
    }

    private Outcome suffer(String fault, boolean foreign, Blow blow) throws Exception {
        List<String> users = users("c-" + fault.hashCode(), 10);
        List<RecoveringClient> clients = clients(users);
        List<String> acknowledged = new ArrayList<>();
        Figures figures = Figures.of(fault).put("rounds", ROUNDS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                try (Load load =
                        foreign ? Load.start(https(), users, PER_SECOND) : Load.startOurs(https(), users, PER_SECOND)) {
                    load.awaitMore(PER_SECOND / 2);
                    blow.strike();
                    long struck = System.nanoTime();
                    load.awaitMore(PER_SECOND / 2);
                    await().atMost(PATIENCE).until(() -> consumers().containsAll(List.of(GATEWAY, RECORDER)));
                    figures.most("worst seconds until both consumers are back", seconds(struck));
                    load.stop();
                    figures.most("worst drain s", secondsUntilDrained(clients, PATIENCE));
                    assertThat(Ledger.read().holds(load.acknowledged())).isTrue();
                    acknowledged.addAll(load.acknowledged());
                }
            }
            Ledger.Verdict verdict = Ledger.read().against(clients);
            figures.add(verdict).print();
            assertThat(verdict.unexpected()).isZero();
            return new Outcome(verdict, acknowledged);
        } finally {
            closeAll(clients);
        }
    }

    private static RabbitPart rabbit() {
        return DevServices.current().rabbit();
    }

    private static void deleteQueue(String queue) throws IOException {
        try (Amqp other = new Amqp()) {
            other.channel().queueDelete(queue);
        }
    }

    /** The queues that have a consumer. */
    private static List<String> consumers() {
        return rabbit().ctl("-q", "list_consumers", "-p", RabbitPart.VHOST, "queue_name", "--no-table-headers")
                .lines()
                .map(String::strip)
                .toList();
    }
}
