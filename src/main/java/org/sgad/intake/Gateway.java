package org.sgad.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.Consumer;
import org.sgad.broker.Delivery;
import org.sgad.broker.RabbitMq;
import org.sgad.broker.Republisher;
import org.sgad.broker.Subscription;
import org.sgad.broker.Topology;
import org.sgad.event.Envelope;
import org.sgad.eventlog.PlaceHeader;
import org.sgad.node.Correlation;
import org.sgad.node.NodeSettings;
import org.sgad.node.Role;
import org.sgad.trace.Step;
import org.sgad.trace.Traces;

/**
 * Takes this node's queue and fires {@link EventsReceived}: each event once, and again where an administrator wants it sent
 * to the sessions again. What is sent to the broker again is for the services, not for sessions.
 */
@ApplicationScoped
public class Gateway implements Consumer {
    private static final Logger LOG = Logger.getLogger(Gateway.class.getName());
    private static final int PREFETCH = 2_000;
    private static final int REMEMBERED = 100_000;
    private static final Duration DOUBT_AGAIN = Duration.ofMinutes(1);

    private final RecentIds recent = new RecentIds(REMEMBERED);
    private volatile long drainedAt = System.nanoTime();
    private volatile long doubtedAt = System.nanoTime() - DOUBT_AGAIN.toNanos();

    @Inject
    Event<EventsReceived> received;

    @Inject
    Event<QueueLost> lost;

    @Inject
    RabbitMq rabbitMq;

    @Inject
    IntakeMeter meter;

    @Inject
    Traces traces;

    @Produces
    static Subscription subscription(Gateway gateway, NodeSettings node) {
        return new Subscription(Topology.gateway(node.id()), Role.GATEWAY, true, PREFETCH, Subscription.ONCE, gateway);
    }

    /** What cannot be read is only counted here: the recorder's queue dead-letters its copy. */
    @Override
    public Collection<Delivery> handle(List<Delivery> batch) {
        meter.received(batch.size());
        boolean traced = traces.areWanted();
        synchronized (this) {
            List<EventReceived> together = new ArrayList<>(batch.size());
            for (Delivery delivery : batch) {
                Envelope event = read(delivery);
                if (event != null && traced) {
                    trace(event, delivery);
                } else if (event != null) {
                    arrival(event, delivery).ifPresent(together::add);
                }
            }
            if (!together.isEmpty()) {
                fire(together);
            }
        }
        return List.of();
    }

    /** An event alone, so that its step of the trace ends when it is handed out. */
    private void trace(Envelope event, Delivery delivery) {
        Step step = traces.delivering(
                delivery.exchange(),
                delivery.routingKey(),
                event.id().value(),
                delivery.traceparent().orElse(null));
        try {
            arrival(event, delivery).map(List::of).ifPresent(this::fire);
        } finally {
            step.end();
        }
    }

    private Optional<EventReceived> arrival(Envelope event, Delivery delivery) {
        String correlationId = delivery.correlationId();
        if (delivery.exchange().equals(Topology.REPLAYS)) {
            return Optional.of(new EventReceived(event, 0, 0, true, correlationId));
        }
        long position = position(delivery, event);
        boolean isForServices =
                position != 0 && delivery.textHeader(Republisher.HEADER).isPresent();
        if (isForServices || !recent.add(event.id())) {
            return Optional.empty();
        }
        long recordedAt = position == 0 ? 0 : delivery.numberHeader(PlaceHeader.RECORDED_AT);
        return Optional.of(new EventReceived(event, position, recordedAt, false, correlationId));
    }

    private void fire(List<EventReceived> together) {
        try {
            received.fire(new EventsReceived(together));
        } catch (Throwable e) { // whatever an observer throws, what comes next goes on
            LOG.log(Level.WARNING, "an observer of " + together.size() + " events failed", e);
        }
    }

    @Override
    public void drained() {
        drainedAt = System.nanoTime();
    }

    @Override
    public void queueIsNew() {
        lost.fire(new QueueLost());
    }

    /** Events do not arrive that should: has this node's queue and its bindings looked after, once a minute at most. */
    public void doubt() {
        long now = System.nanoTime();
        if (now - doubtedAt > DOUBT_AGAIN.toNanos()) {
            doubtedAt = now;
            rabbitMq.consumeAnew("events were published that did not arrive");
        }
    }

    /** How long ago this node had handled all that its queue held. */
    public Duration sinceDrained() {
        return Duration.ofNanos(System.nanoTime() - drainedAt);
    }

    /**
     * Fires an event unless it was fired before. Any thread may bring one; they are fired one at a time.
     *
     * @param position its place in the log, or 0
     * @param recordedAt when the log took it, in milliseconds of the database's clock, or 0
     * @return whether it was new
     */
    public synchronized boolean take(Envelope event, long position, long recordedAt) {
        boolean isNew = recent.add(event.id());
        if (isNew) {
            fire(List.of(new EventReceived(event, position, recordedAt, false, null)));
        }
        return isNew;
    }

    private static long position(Delivery delivery, Envelope event) {
        return delivery.textHeader(PlaceHeader.NAME)
                .map(header -> PlaceHeader.position(header, event.id()))
                .orElse(0L);
    }

    private @Nullable Envelope read(Delivery delivery) {
        try {
            return Envelope.open(delivery.exchange(), delivery.routingKey(), delivery.messageId(), delivery.body());
        } catch (Envelope.Unreadable e) {
            meter.unreadable(1);
            String before = Correlation.set(delivery.correlationId());
            try {
                LOG.log(Level.FINE, "cannot be read: {0}", e.getMessage());
            } finally {
                Correlation.set(before);
            }
            return null;
        }
    }
}
