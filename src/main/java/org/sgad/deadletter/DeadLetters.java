package org.sgad.deadletter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sgad.deadletter.DeadLetterStore.Touched;
import org.sgad.event.Actor;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.eventlog.Audit;

/** What an administrator does with dead letters, each time in one transaction with the events that tell of it. */
@ApplicationScoped
public class DeadLetters {
    private static final EventType REQUEUED = new EventType("audit.dead_letter.requeued");
    private static final EventType DISCARDED = new EventType("audit.dead_letter.discarded");

    @Inject
    DeadLetterStore store;

    @Inject
    Audit audit;

    @Inject
    Event<RequeueRequested> requested;

    /**
     * Asks for letters to be sent back to their queues.
     *
     * @return those that nothing hinders: they exist, may be sent, and nobody asked before
     */
    @Transactional
    public Set<LetterId> requeue(RequeueRequest request, Actor actor) {
        List<Touched> letters = request.ids() == null
                ? store.requeue(request.filter(), actor.name())
                : store.requeue(request.ids(), actor.name());
        tell(REQUEUED, letters, actor);
        if (!letters.isEmpty()) {
            requested.fire(new RequeueRequested(letters.size()));
        }
        Set<LetterId> ids = new HashSet<>();
        letters.forEach(letter -> ids.add(letter.id()));
        return ids;
    }

    /**
     * Deletes a letter for good.
     *
     * @return whether it was there, and not on its way back
     */
    @Transactional
    public boolean discard(LetterId id, Actor actor) {
        List<Touched> letters = store.discard(id).stream().toList();
        tell(DISCARDED, letters, actor);
        return !letters.isEmpty();
    }

    private void tell(EventType type, List<Touched> letters, Actor actor) {
        audit.append(type, letters.stream().map(DeadLetters::fields).toList(), actor);
    }

    private static ObjectNode fields(Touched letter) {
        return EventJson.object()
                .put("dead_letter_id", letter.id().toString())
                .put("reason", letter.reason())
                .put("queue", letter.queue())
                .put("exchange", letter.exchange())
                .put("routing_key", letter.routingKey())
                .put("count", letter.count())
                .put("requeued", letter.requeued());
    }
}
