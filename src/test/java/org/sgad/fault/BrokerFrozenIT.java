package org.sgad.fault;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.RabbitPart;

/** RabbitMQ keeps its connections and answers nothing. */
class BrokerFrozenIT extends Fault {
    private static final Duration NOTICE = Duration.ofSeconds(12);
    private static final Duration RECOVERY = Duration.ofSeconds(20);
    private static final int PER_SECOND = 60;

    BrokerFrozenIT() {
        super(1);
    }

    @AfterEach
    void brokerRuns() {
        DevServices.current().rabbit().thaw();
    }

    @Test
    void itIsNoticedAndWhatWasCommittedMeanwhileArrivesAfterwards() {
        RabbitPart rabbit = DevServices.current().rabbit();
        List<String> users = users("f", 10);
        List<RecoveringClient> clients = clients(users);
        int rounds = Rounds.of(1, 5);
        Figures figures = Figures.of("broker frozen (kill -STOP)").put("rounds", rounds);
        try {
            for (int round = 0; round < rounds; round++) {
                try (Load load = Load.start(https(), users, PER_SECOND)) {
                    load.awaitMore(PER_SECOND);
                    rabbit.freeze();
                    figures.most("worst notice s", secondsUntilReady(http(0), false, NOTICE));
                    load.awaitMore(PER_SECOND);
                    rabbit.thaw();
                    long thawed = System.nanoTime();
                    load.stop();
                    secondsUntilReady(http(0), true, RECOVERY);
                    secondsUntilDrained(clients, RECOVERY.minusNanos(System.nanoTime() - thawed));
                    figures.most("worst recovery s", seconds(thawed));
                    promiseKept(clients, load.acknowledged());
                }
            }
            figures.add(Ledger.read().against(clients)).print();
        } finally {
            closeAll(clients);
        }
    }
}
