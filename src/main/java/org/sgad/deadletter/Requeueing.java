package org.sgad.deadletter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.sgad.broker.BrokerAway;
import org.sgad.broker.Requeuer;
import org.sgad.broker.Requeuer.Outcome;
import org.sgad.deadletter.Waiting.Claimed;

/** Sends one round of waiting letters back at a time. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Requeueing {
    private static final int ROUND = 200;
    private static final int ROUND_BYTES = 8 << 20;

    @Inject
    Waiting waiting;

    @Inject
    Requeuer requeuer;

    /**
     * Sends the next letters back to their queues; those that arrived there are parked no longer.
     *
     * @return how many were sent
     * @throws BrokerAway where none could be sent; nothing is changed then
     */
    public int requeue() {
        List<Claimed> letters = waiting.claim(ROUND, ROUND_BYTES);
        if (!letters.isEmpty()) {
            mark(
                    letters,
                    requeuer.requeue(letters.stream().map(Claimed::message).toList()));
        }
        return letters.size();
    }

    private void mark(List<Claimed> letters, List<Outcome> outcomes) {
        List<LetterId> back = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            LetterId letter = letters.get(i).id();
            Outcome outcome = outcomes.get(i);
            if (outcome instanceof Outcome.Refused refused) {
                waiting.refuse(letter, refused.reason());
            } else if (outcome instanceof Outcome.Unanswered unanswered) {
                waiting.postpone(letter, unanswered.reason());
            } else {
                back.add(letter);
            }
        }
        waiting.remove(back);
    }
}
