package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.RabbitPart;

/** RabbitMQ is killed under load, again and again. */
class BrokerKilledIT extends Fault {
    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final int PER_SECOND = 150;

    BrokerKilledIT() {
        super(1);
    }

    @AfterEach
    void brokerRuns() {
        DevServices.current().rabbit().start();
    }

    @Test
    void nothingIsMissingAndItDrainsSoonAfterItsReturn() {
        RabbitPart rabbit = DevServices.current().rabbit();
        List<String> users = users("k", 10);
        List<RecoveringClient> clients = clients(users);
        int rounds = Rounds.of(2, 20);
        Figures figures = Figures.of("RabbitMQ kill -9 under load").put("rounds", rounds);
        try {
            for (int round = 0; round < rounds; round++) {
                try (Load load = Load.start(https(), users, PER_SECOND)) {
                    load.awaitMore(PER_SECOND);
                    rabbit.kill();
                    load.awaitMore(PER_SECOND);
                    assertThat(readiness(http(0))).isEqualTo(503);
                    rabbit.start();
                    long returned = System.nanoTime();
                    load.stop();
                    secondsUntilDrained(clients, DRAIN);
                    figures.most("worst drain s", seconds(returned));
                    promiseKept(clients, load.acknowledged());
                }
            }
            figures.add(Ledger.read().against(clients)).print();
        } finally {
            closeAll(clients);
        }
    }
}
