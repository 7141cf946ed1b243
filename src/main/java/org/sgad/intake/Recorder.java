package org.sgad.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
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

    @Inject
    EventLog log;

    @Produces
    static Subscription subscription(Recorder recorder) {
        return new Subscription(Topology.EVENT_LOG, Role.AVAILABILITY, false, PREFETCH, Subscription.SERVICE, recorder);
    }

    @Override
    public Collection<Delivery> handle(List<Delivery> batch) throws Exception {
        long recordedAt = batch.get(0).numberHeader(PlaceHeader.RECORDED_AT);
        if (recordedAt > 0) {
            meter.recorderLag(Duration.ofMillis(Math.max(0, clock.millis() - recordedAt)));
        }
        return super.handle(batch);
    }

    @Override
    public void drained() {
        meter.recorderLag(Duration.ZERO);
    }

    @Override
    protected void take(List<Arrived> events) {
        meter.recorded(log.record(events.stream().map(Arrived::event).toList()));
    }
}
