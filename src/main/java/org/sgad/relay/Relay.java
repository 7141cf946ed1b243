package org.sgad.relay;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sgad.broker.BrokerAway;
import org.sgad.broker.Confirmation;
import org.sgad.broker.Publisher;
import org.sgad.event.EventId;
import org.sgad.event.SgadEvent;
import org.sgad.eventlog.Backlog;
import org.sgad.eventlog.Outbox;

/** Publishes one batch at a time, in the order of the log. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Relay {
    private static final int BATCH = 1_000;

    @Inject
    Outbox outbox;

    @Inject
    Publisher publisher;

    @Inject
    RelayMeter meter;

    /**
     * Publishes the next events of the log. What is refused stays unpublished and is tried again later.
     *
     * @return how many were claimed; fewer than a whole batch means that no more is waiting
     * @throws BrokerAway where nothing could be published; nothing is marked then
     */
    public int relay() {
        List<SgadEvent> events = outbox.claimUnpublished(BATCH);
        if (!events.isEmpty()) {
            mark(publisher.publish(events));
        }
        return events.size();
    }

    private void mark(List<Confirmation> confirmations) {
        List<EventId> published = new ArrayList<>(confirmations.size());
        Map<String, List<EventId>> refused = new HashMap<>();
        Map<String, List<EventId>> unanswered = new HashMap<>();
        for (Confirmation confirmation : confirmations) {
            if (confirmation instanceof Confirmation.Confirmed confirmed) {
                published.add(confirmed.event());
            } else if (confirmation instanceof Confirmation.Refused no) {
                refused.computeIfAbsent(no.reason(), reason -> new ArrayList<>())
                        .add(no.event());
            } else if (confirmation instanceof Confirmation.Unanswered open) {
                unanswered
                        .computeIfAbsent(open.reason(), reason -> new ArrayList<>())
                        .add(open.event());
            }
        }
        refused.forEach((reason, events) -> outbox.markRefused(events, reason));
        unanswered.forEach((reason, events) -> outbox.markUnanswered(events, reason));
        outbox.markPublished(published);
        meter.published(published.size());
        meter.returned(count(refused) + count(unanswered));
    }

    private static int count(Map<String, List<EventId>> events) {
        return events.values().stream().mapToInt(List::size).sum();
    }

    /** Lets the first events that wait show why nothing can be published now. */
    public void explain(String obstacle) {
        outbox.markWaiting(BATCH, obstacle);
    }

    public Backlog backlog() {
        return outbox.backlog();
    }
}
