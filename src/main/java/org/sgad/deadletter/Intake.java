package org.sgad.deadletter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.sgad.broker.Consumer;
import org.sgad.broker.Delivery;
import org.sgad.broker.Subscription;
import org.sgad.broker.Topology;
import org.sgad.node.Role;

/** Takes every dead letter out of its queue and parks it. None is ever rejected: behind this queue there is nothing. */
@ApplicationScoped
public class Intake implements Consumer {
    /** Few, as each may be as large as the broker allows. */
    static final int PREFETCH = 10;

    @Inject
    Parking parking;

    @Inject
    DeadLetterMeter meter;

    @Produces
    static Subscription subscription(Intake intake) {
        return new Subscription(
                Topology.DEAD_LETTERS, Role.AVAILABILITY, false, PREFETCH, Subscription.FOR_EVER, intake);
    }

    @Override
    public Collection<Delivery> handle(List<Delivery> batch) {
        meter.parked(parking.park(batch.stream().map(Letter::of).toList()));
        return List.of();
    }
}
