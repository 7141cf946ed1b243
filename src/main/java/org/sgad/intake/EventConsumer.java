package org.sgad.intake;

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
import org.sgad.event.Audience;
import org.sgad.event.Envelope;
import org.sgad.event.InvalidFields;
import org.sgad.event.SgadEvent;
import org.sgad.node.Correlation;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.LogText;

/**
 * Consumes a service's queue as events. What is no event, or what the database refuses as data, is dead-lettered at once;
 * whatever else a service fails on goes the way that {@link Consumer#handle} describes.
 */
public abstract class EventConsumer implements Consumer {
    private static final Logger LOG = Logger.getLogger(EventConsumer.class.getName());
    private static final String OURS = "x-sgad-";
    private static final Duration FARTHEST = Duration.ofDays(366 * 50);

    @Inject
    Clock clock;

    @Inject
    IntakeMeter meter;

    /**
     * An event, and who receives it.
     *
     * @param event without those headers that only we may write
     * @param isSentAgain whether it came by a replay or out of the dead letters, or was read from the log
     */
    public record Arrived(SgadEvent event, Audience audience, boolean isSentAgain) {}

    /**
     * Takes events in the order of the queue: all of them, or none where it throws. It must bear to see an event again, and
     * an older one after a newer.
     */
    protected abstract void take(List<Arrived> events) throws Exception;

    /**
     * Looks at each event before it is taken.
     *
     * @throws InvalidFields where this service can never take it: it alone is dead-lettered, and the log says why
     */
    protected void inspect(Arrived event) {}

    @Override
    public Collection<Delivery> handle(List<Delivery> batch) throws Exception {
        List<Delivery> rejected = new ArrayList<>();
        List<Delivery> readable = new ArrayList<>(batch.size());
        List<Arrived> events = new ArrayList<>(batch.size());
        for (Delivery delivery : batch) {
            String before = Correlation.set(delivery.correlationId());
            try {
                Arrived event = read(delivery);
                inspect(event);
                events.add(event);
                readable.add(delivery);
            } catch (Envelope.Unreadable | InvalidFields e) {
                reject(delivery, e.getMessage(), rejected);
            } finally {
                Correlation.set(before);
            }
        }
        if (!events.isEmpty()) {
            take(readable, events, rejected);
        }
        return rejected;
    }

    private void take(List<Delivery> deliveries, List<Arrived> events, List<Delivery> rejected) throws Exception {
        try {
            take(events);
        } catch (Exception e) {
            DatabaseFailure refusal = DatabaseFailure.in(e)
                    .filter(database -> database.isDataRefused())
                    .orElseThrow(() -> e);
            if (events.size() == 1) {
                reject(deliveries.get(0), refusal.getMessage(), rejected);
                return;
            }
            for (int i = 0; i < events.size(); i++) {
                String before = Correlation.set(deliveries.get(i).correlationId());
                try {
                    take(deliveries.subList(i, i + 1), events.subList(i, i + 1), rejected);
                } finally {
                    Correlation.set(before);
                }
            }
        }
    }

    private void reject(Delivery delivery, @Nullable String why, List<Delivery> rejected) {
        LOG.log(Level.WARNING, "a message on {0} with routing key {1} is dead-lettered: {2}", new Object[] {
            delivery.exchange(), LogText.of(delivery.routingKey()), LogText.of(why)
        });
        meter.unreadable(1);
        rejected.add(delivery);
    }

    private Arrived read(Delivery delivery) throws Envelope.Unreadable {
        Envelope envelope =
                Envelope.open(delivery.exchange(), delivery.routingKey(), delivery.messageId(), delivery.body());
        SgadEvent event = new SgadEvent(
                envelope.id(),
                envelope.type(),
                envelope.audience().subject().orElse(null),
                delivery.exchange(),
                delivery.routingKey(),
                envelope.text(),
                headers(delivery),
                occurredAt(delivery),
                delivery.correlationId());
        return new Arrived(event, envelope.audience(), delivery.isSentAgain());
    }

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
