package org.sgad.relay;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.sgad.broker.BrokerAway;
import org.sgad.broker.Confirmation;
import org.sgad.broker.Publisher;
import org.sgad.event.EventId;
import org.sgad.event.SgadEvent;
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
        for (Confirmation confirmation : confirmations) {
            if (confirmation instanceof Confirmation.Refused refused) {
                outbox.markFailed(refused.event(), refused.reason());
            } else {
                published.add(confirmation.event());
            }
        }
        outbox.markPublished(published);
        meter.published(published.size());
        meter.returned(confirmations.size() - published.size());
    }
}
