package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.Part;

/** Redis is killed, and the flow does not notice. */
class RedisKilledIT extends Fault {
    private static final int PER_SECOND = 100;

    RedisKilledIT() {
        super(1);
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
                    figures.add("requests failed", load.failed());
                    assertThat(load.failed()).isZero();
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
}
