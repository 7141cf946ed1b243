package org.sgad.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sgad.broker.Subscription;
import org.sgad.broker.Topology;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.intake.EventConsumer;
import org.sgad.node.Role;

/** Takes the match service's queue: what referees file becomes eligibility, a batch in one transaction. */
@ApplicationScoped
public class EligibilityConsumer extends EventConsumer {
    private static final int PREFETCH = 1_000;

    @Inject
    FilingReader reader;

    @Inject
    EligibilityWriter writer;

    @Inject
    CatchUp catchUp;

    @Inject
    MatchMeter matchMeter;

    @Inject
    java.time.Clock now;

    @Produces
    static Subscription subscription(EligibilityConsumer consumer) {
        return new Subscription(Topology.MATCH_SERVICE, Role.MATCH, false, PREFETCH, Subscription.SERVICE, consumer);
    }

    @Override
    protected void inspect(Arrived arrived) {
        if (isFiling(arrived.event())) {
            filing(arrived.event());
        }
    }

    @Override
    protected void take(List<Arrived> arrived) {
        List<Arrived> told =
                arrived.stream().filter(one -> isFiling(one.event())).toList();
        List<Optional<Filing>> filings =
                told.stream().map(one -> filing(one.event())).toList();
        writer.write(filings.stream().flatMap(Optional::stream).toList());
        Instant written = now.instant();
        for (int i = 0; i < told.size(); i++) {
            if (filings.get(i).isEmpty()) {
                matchMeter.leftOut();
            } else if (!told.get(i).isSentAgain()) {
                matchMeter.eligible(age(told.get(i).event(), written));
            }
        }
    }

    /** What the queue would have held is in the log, but for what others published just now: that is caught up later. */
    @Override
    public void queueIsNew() {
        catchUp.readToTheEnd();
    }

    // whoever binds may publish anything under our routing key
    private static boolean isFiling(SgadEvent event) {
        return event.type().equals(EventType.AVAILABILITY_UPDATED);
    }

    private Optional<Filing> filing(SgadEvent event) {
        return reader.read(event.id(), event.subject(), event.body(), event.occurredAt());
    }

    private static Duration age(SgadEvent event, Instant at) {
        Duration age = Duration.between(event.id().createdAt().orElse(event.occurredAt()), at);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
