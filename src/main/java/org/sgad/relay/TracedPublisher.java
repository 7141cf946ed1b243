package org.sgad.relay;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.sgad.broker.BrokerAway;
import org.sgad.broker.Confirmation;
import org.sgad.broker.Publisher;
import org.sgad.event.SgadEvent;
import org.sgad.event.Traceparent;
import org.sgad.trace.Step;
import org.sgad.trace.Traces;

/** Publishes; where traces are wanted, each event as a step from which its consumers go on. */
@ApplicationScoped
public class TracedPublisher {
    @Inject
    Publisher publisher;

    @Inject
    Traces traces;

    /** As {@link Publisher#begin}. */
    public Publisher.Underway begin(List<SgadEvent> events) {
        return traces.areWanted() ? beginTraced(events) : publisher.begin(events);
    }

    private Publisher.Underway beginTraced(List<SgadEvent> events) {
        List<Step> steps = new ArrayList<>(events.size());
        List<SgadEvent> tied = new ArrayList<>(events.size());
        for (SgadEvent event : events) {
            Step step = traces.publishing(event);
            steps.add(step);
            tied.add(event.with(Traceparent.HEADER, step.traceparent().toString()));
        }
        try {
            return new Traced(publisher.begin(tied), steps);
        } catch (BrokerAway e) {
            steps.forEach(step -> step.fail(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private record Traced(Publisher.Underway underway, List<Step> steps) implements Publisher.Underway {
        @Override
        public List<Confirmation> await() {
            List<Confirmation> confirmations = underway.await();
            for (int i = 0; i < steps.size(); i++) {
                end(steps.get(i), confirmations.get(i));
            }
            return confirmations;
        }

        @Override
        public void close() {
            underway.close();
            steps.forEach(step -> step.fail("no longer waited for"));
        }

        private static void end(Step step, Confirmation confirmation) {
            if (confirmation instanceof Confirmation.Refused refused) {
                step.fail(refused.reason());
            } else if (confirmation instanceof Confirmation.Unanswered open) {
                step.fail(open.reason());
            } else if (confirmation instanceof Confirmation.Held) {
                step.fail("held back, as an earlier one of its subject was refused");
            } else {
                step.end();
            }
        }
    }
}
