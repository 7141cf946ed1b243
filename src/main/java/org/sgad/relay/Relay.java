package org.sgad.relay;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

/** Publishes in the order of the log, two batches at a time: while one is under way, the one before is marked. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Relay {
    /** Half of what may be unconfirmed; more gains nothing, and more could overtake what is refused. */
    private static final int BATCH = 500;

    private static final int UNDER_WAY = 2;

    /** Of one turn. What they publish is published again where the node is killed before the turn's end. */
    private static final int BATCHES = 10;

    @Inject
    Outbox outbox;

    @Inject
    TracedPublisher publisher;

    @Inject
    RelayMeter meter;

    /**
     * Publishes the next events of the log, up to 5,000. What is refused stays unpublished and is tried again later.
     *
     * @return whether more may be waiting
     * @throws BrokerAway where nothing could be published; nothing is marked then
     */
    public boolean relay() {
        Deque<Publisher.Underway> underWay = new ArrayDeque<>();
        try {
            outbox.takeTurn();
            boolean more = claimAndPublish(underWay);
            while (!underWay.isEmpty()) {
                mark(underWay.remove().await());
            }
            return more;
        } finally {
            underWay.forEach(Publisher.Underway::close);
        }
    }

    private boolean claimAndPublish(Deque<Publisher.Underway> underWay) {
        long after = 0;
        for (int batch = 1; batch <= BATCHES; batch++) {
            if (underWay.size() == UNDER_WAY) {
                mark(underWay.remove().await());
            }
            Outbox.Claimed next = outbox.claimUnpublished(after, BATCH);
            if (next.events().isEmpty()) {
                return false;
            }
            if (!begin(next.events(), batch == 1, underWay)) {
                return true;
            }
            if (next.isAll()) {
                return false;
            }
            after = next.last();
        }
        return true;
    }

    /** Whether the broker takes them. That it takes none of a turn is the caller's problem, not that of what went before. */
    private boolean begin(List<SgadEvent> events, boolean areFirst, Deque<Publisher.Underway> underWay) {
        try {
            underWay.add(publisher.begin(events));
            return true;
        } catch (BrokerAway e) {
            if (areFirst) {
                throw e;
            }
            return false;
        }
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
        outbox.markWaiting(BATCH * UNDER_WAY, obstacle);
    }

    public Backlog backlog() {
        return outbox.backlog();
    }
}
