package org.sgad.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.Consumer;
import org.sgad.broker.Delivery;
import org.sgad.broker.Subscription;
import org.sgad.broker.Topology;
import org.sgad.event.Envelope;
import org.sgad.event.SgadEvent;
import org.sgad.eventlog.EventLog;
import org.sgad.node.DatabaseFailure;

/**
 * Writes what other publishers put on our exchanges into the log, a batch in one statement, acknowledged after its
 * commit. Our own events are there already and are left as they are; the same goes for anything that comes twice.
 */
@ApplicationScoped
public class Recorder implements Consumer {
    private static final Logger LOG = Logger.getLogger(Recorder.class.getName());
    private static final int PREFETCH = 1_000;
    private static final String OURS = "x-sgad-";
    private static final Duration FARTHEST = Duration.ofDays(366 * 50);

    @Inject
    EventLog log;

    @Inject
    Clock clock;

    @Inject
    IntakeMeter meter;

    @Produces
    static Subscription subscription(Recorder recorder) {
        return new Subscription(Topology.EVENT_LOG, false, PREFETCH, Subscription.SERVICE, recorder);
    }

    @Override
    public Collection<Delivery> handle(List<Delivery> batch) {
        List<Delivery> rejected = new ArrayList<>();
        List<Delivery> readable = new ArrayList<>(batch.size());
        List<SgadEvent> events = new ArrayList<>(batch.size());
        for (Delivery delivery : batch) {
            try {
                events.add(event(delivery));
                readable.add(delivery);
            } catch (Envelope.Unreadable e) {
                reject(delivery, e.getMessage(), rejected);
            }
        }
        record(readable, events, rejected);
        return rejected;
    }

    private void record(List<Delivery> deliveries, List<SgadEvent> events, List<Delivery> rejected) {
        try {
            meter.recorded(log.record(events));
        } catch (DatabaseFailure e) {
            if (!e.isDataRefused()) {
                throw e;
            }
            if (events.size() == 1) {
                reject(deliveries.get(0), e.getMessage(), rejected);
                return;
            }
            for (int i = 0; i < events.size(); i++) {
                record(deliveries.subList(i, i + 1), events.subList(i, i + 1), rejected);
            }
        }
    }

    private void reject(Delivery delivery, @Nullable String why, List<Delivery> rejected) {
        LOG.log(Level.WARNING, "a message on {0} with routing key {1} is dead-lettered: {2}", new Object[] {
            delivery.exchange(), delivery.routingKey().replaceAll("\\p{Cntrl}", "?"), why
        });
        meter.unreadable(1);
        rejected.add(delivery);
    }

    private SgadEvent event(Delivery delivery) throws Envelope.Unreadable {
        Envelope envelope =
                Envelope.open(delivery.exchange(), delivery.routingKey(), delivery.messageId(), delivery.body());
        return new SgadEvent(
                envelope.id(),
                envelope.type(),
                envelope.audience().subject().orElse(null),
                delivery.exchange(),
                delivery.routingKey(),
                envelope.text(),
                headers(delivery),
                occurredAt(delivery));
    }

    /** The publisher's headers without those that only we may write. */
    private static Map<String, Object> headers(Delivery delivery) {
        Map<String, Object> headers = delivery.headers();
        headers.keySet().removeIf(name -> name.startsWith(OURS));
        return headers;
    }

    /** The publisher's time, unless it can be none: a common mistake is milliseconds where AMQP has seconds. */
    private Instant occurredAt(Delivery delivery) {
        Instant timestamp = delivery.timestamp();
        Instant now = clock.instant();
        return timestamp != null && Duration.between(timestamp, now).abs().compareTo(FARTHEST) < 0 ? timestamp : now;
    }
}
