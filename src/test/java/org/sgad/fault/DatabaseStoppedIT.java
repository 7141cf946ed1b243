package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.Part;

/** PostgreSQL stops between a change and its event, and comes back. */
class DatabaseStoppedIT extends Fault {
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final int PER_SECOND = 100;

    /** Each filing of a week is one version of it and one event, and the last event has its slots. */
    private static final String DISAGREEMENTS = """
            select count(*) from availability filed
            where version <> (
                select count(*) from event_log
                where event_type = 'availability.updated' and subject = filed.referee_id)
              or (select array_agg(to_char(starts, 'HH24:MI')) from availability_slot slot
                  where slot.referee_id = filed.referee_id and slot.week = filed.week)
                 is distinct from (
                select array(select jsonb_array_elements(body::jsonb -> 'slots') ->> 'start') from event_log
                where event_type = 'availability.updated' and subject = filed.referee_id
                order by entry desc limit 1)
            """;

    DatabaseStoppedIT() {
        super(1);
    }

    @AfterEach
    void databaseRuns() {
        DevServices.current().postgres().start();
    }

    @Test
    void stateAndLogAgreeAndAllGoesOnByItself() {
        Part postgres = DevServices.current().postgres();
        List<String> users = users("p", 10);
        List<RecoveringClient> clients = clients(users);
        int rounds = Rounds.of(1, 5);
        Figures figures =
                Figures.of("PostgreSQL stopped mid-transaction and started").put("rounds", rounds);
        try {
            for (int round = 0; round < rounds; round++) {
                try (Load load = Load.start(https(), users, PER_SECOND)) {
                    load.awaitMore(PER_SECOND);
                    try (Blockade log = Blockade.of("lock table event_log in exclusive mode")) {
                        figures.add(
                                "transactions cut",
                                log.awaitBlocked("insert into event_log").size());
                        postgres.stop();
                    }
                    assertThat(readiness(http(0))).isNotEqualTo(0);
                    postgres.start();
                    long returned = System.nanoTime();
                    secondsUntilReady(http(0), true, RECOVERY);
                    load.stop();
                    secondsUntilDrained(clients, RECOVERY.minusNanos(System.nanoTime() - returned));
                    figures.most("worst recovery s", seconds(returned))
                            .add("requests failed", load.failures().size());
                    promiseKept(clients, load.acknowledged());
                    assertThat(number(DISAGREEMENTS)).as("state against log").isZero();
                }
            }
            figures.add(Ledger.read().against(clients)).print();
        } finally {
            closeAll(clients);
        }
    }
}
