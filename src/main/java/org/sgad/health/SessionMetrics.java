package org.sgad.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;
import org.sgad.push.PushMeter;
import org.sgad.push.ReceiptMeter;
import org.sgad.push.Sessions;

/** What sessions are given, and what becomes of them. */
@ApplicationScoped
public class SessionMetrics implements PushMeter, ReceiptMeter {
    @Inject
    Registry registry;

    @Inject
    Sessions sessions;

    @Inject
    DeliveryTimes times;

    @Inject
    Clock clock;

    private Counter delivered;
    private Counter dropped;
    private Counter slowCloses;
    private Counter receipts;
    private Counter receiptsDropped;
    private Counter noHeartbeats;
    private Counter recoveries;
    private Counter incompleteRecoveries;
    private Counter replayed;
    private Counter healed;

    /** Has the container make this bean with the application, so that what nobody has counted yet is there as well. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    @PostConstruct
    void register() {
        delivered = registry.counter("sgad_events_delivered_total", "Events taken by a session's socket");
        dropped = registry.counter(
                "sgad_events_dropped_total", "Events not sent to a session that was closed or too slow");
        slowCloses = registry.counter("sgad_sessions_slow_closed_total", "Sessions closed for being slow");
        receipts = registry.counter("sgad_receipts_total", "Clients' acknowledgements that are in the log");
        receiptsDropped = registry.counter(
                "sgad_receipts_dropped_total", "Acknowledgements of unknown or others' events, or too many at once");
        noHeartbeats = registry.counter("sgad_sessions_unanswered_closed_total", "Sessions closed as nobody answered");
        recoveries =
                registry.counter("sgad_recoveries_total", "Clients that came back and got everything they had missed");
        incompleteRecoveries = registry.counter(
                "sgad_recoveries_incomplete_total", "Clients that came back and were told that some is missing");
        replayed = registry.counter("sgad_events_replayed_total", "Events sent to clients that had missed them");
        healed = registry.counter(
                "sgad_events_healed_total", "Published events that did not arrive and were read from the log");
        registry.gauge("sgad_sessions_open", "Sessions open on this node", sessions, Sessions::open);
    }

    @Override
    public void delivered(long[] recordedAt) {
        delivered.inc(recordedAt.length);
        long now = clock.millis();
        for (long at : recordedAt) {
            if (at > 0) {
                times.add(Math.max(0, now - at));
            }
        }
    }

    @Override
    public void closed(int code) {
        registry.counter(
                        "sgad_sessions_closed_total",
                        "Sessions this node closed, by close code",
                        new Tag("code", Integer.toString(code)))
                .inc();
    }

    long deliveredCount() {
        return delivered.getCount();
    }

    @Override
    public void dropped(int events) {
        dropped.inc(events);
    }

    @Override
    public void slowClose() {
        slowCloses.inc();
    }

    @Override
    public void receiptsKept(int acknowledgements) {
        receipts.inc(acknowledgements);
    }

    @Override
    public void receiptsDropped(int acknowledgements) {
        receiptsDropped.inc(acknowledgements);
    }

    @Override
    public void noHeartbeat() {
        noHeartbeats.inc();
    }

    @Override
    public void recovered(boolean isWhole, int events) {
        (isWhole ? recoveries : incompleteRecoveries).inc();
        replayed.inc(events);
    }

    @Override
    public void healed() {
        healed.inc();
    }
}
