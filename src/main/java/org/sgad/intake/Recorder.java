package org.sgad.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.Delivery;
import org.sgad.broker.Subscription;
import org.sgad.broker.Topology;
import org.sgad.eventlog.EventLog;
import org.sgad.eventlog.PlaceHeader;
import org.sgad.node.Role;

/**
 * Writes what other publishers put on our exchanges into the log, a batch in one statement, acknowledged after its
 * commit. Our own events are there already and are left as they are; the same goes for anything that comes twice.
 */
@ApplicationScoped
public class Recorder extends EventConsumer {
    private static final int PREFETCH = 1_000;

    /** Since when what could not be recorded waits: the database is away, or a batch is tried again in halves. */
    private volatile @Nullable Instant failingSince;

    @Inject
    EventLog log;

    @Produces
    static Subscription subscription(Recorder recorder) {
        return new Subscription(Topology.EVENT_LOG, Role.AVAILABILITY, false, PREFETCH, Subscription.SERVICE, recorder);
    }

    @Override
    public Collection<Delivery> handle(List<Delivery> batch) throws Exception {
        Instant failing = failingSince;
        Instant since = failing == null ? since(batch) : failing;
        meter.recording(since);
        failingSince = since;
        Collection<Delivery> rejected = super.handle(batch);
        failingSince = null;
        return rejected;
    }

    /** What is sent again tells when it was recorded first. */
    private Instant since(List<Delivery> batch) {
        return batch.stream()
                .filter(delivery -> !delivery.isSentAgain())
                .map(delivery -> delivery.numberHeader(PlaceHeader.RECORDED_AT))
                .filter(recordedAt -> recordedAt > 0)
                .findFirst()
                .map(Instant::ofEpochMilli)
                .orElseGet(clock::instant);
    }

    @Override
    public void drained() {
        failingSince = null;
        meter.recordedAll();
    }

    @Override
    protected void take(List<Arrived> events) {
        meter.recorded(log.record(events.stream().map(Arrived::event).toList()));
    }
}
