package org.sgad.bench;

import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sgad.devservices.DevServices;

/** Waits until the log has them, as recording them is part of what they cost. */
final class Recorded implements Load.Settled {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private long recorded = count();

    @Override
    public void await(long events) {
        recorded += events;
        Awaitility.await().pollInterval(200, TimeUnit.MILLISECONDS).atMost(PATIENCE).until(() -> count() >= recorded);
    }

    private static long count() {
        return DevServices.current().number("select count(*) from event_log");
    }
}
