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

    /** As {@link Publisher#publish}. */
    public List<Confirmation> publish(List<SgadEvent> events) {
        return traces.areWanted() ? traced(events) : publisher.publish(events);
    }

    private List<Confirmation> traced(List<SgadEvent> events) {
        List<Step> steps = events.stream().map(traces::publishing).toList();
        List<SgadEvent> tied = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            tied.add(events.get(i)
                    .with(Traceparent.HEADER, steps.get(i).traceparent().toString()));
        }
        try {
            List<Confirmation> confirmations = publisher.publish(tied);
            for (int i = 0; i < steps.size(); i++) {
                end(steps.get(i), confirmations.get(i));
            }
            return confirmations;
        } catch (BrokerAway e) {
            steps.forEach(step -> step.fail(String.valueOf(e.getMessage())));
            throw e;
        }
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
