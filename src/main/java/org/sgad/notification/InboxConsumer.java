package org.sgad.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import org.sgad.broker.Subscription;
import org.sgad.broker.Topology;
import org.sgad.intake.EventConsumer;
import org.sgad.node.Role;

/** Takes every event into the inboxes. */
@ApplicationScoped
public class InboxConsumer extends EventConsumer {
    private static final int PREFETCH = 1_000;

    @Inject
    InboxWriter writer;

    @Inject
    CatchUp catchUp;

    @Produces
    static Subscription subscription(InboxConsumer consumer) {
        return new Subscription(
                Topology.NOTIFICATION_SERVICE, Role.NOTIFICATION, false, PREFETCH, Subscription.SERVICE, consumer);
    }

    @Override
    protected void take(List<Arrived> events) {
        writer.write(events);
    }

    @Override
    public void queueIsNew() {
        catchUp.run();
    }
}
