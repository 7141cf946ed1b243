package org.sgad.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sgad.push.OpenSession;

/**
 * Which sessions Redis may have of this node. A session belongs here from before it is written until its end was answered:
 * Redis may have done what it was not heard to answer, and what is forgotten here is never ended there. For one thread.
 */
final class Written {
    private final Map<String, OpenSession> sessions = new HashMap<>();
    private final Set<String> answered = new HashSet<>();

    /** These are about to be written. */
    void begin(Collection<Change> changes) {
        for (Change change : changes) {
            if (change.kind() != Change.Kind.CLOSED) {
                sessions.put(change.session().id(), change.session());
            }
        }
    }

    /** These were written, as Redis answered. */
    void end(Collection<Change> changes) {
        for (Change change : changes) {
            String id = change.session().id();
            if (change.kind() == Change.Kind.CLOSED) {
                sessions.remove(id);
                answered.remove(id);
            } else {
                answered.add(id);
            }
        }
    }

    /** The others have ended, or begun to end, what was written; their users may have been announced as offline. */
    void doubt() {
        answered.clear();
    }

    /** What to write so that Redis has these sessions and no others of this node. */
    List<Change> difference(Collection<OpenSession> open) {
        List<Change> difference = new ArrayList<>();
        Map<String, OpenSession> ended = new HashMap<>(sessions);
        for (OpenSession session : open) {
            ended.remove(session.id());
            boolean isKnown = answered.contains(session.id());
            difference.add(new Change(isKnown ? Change.Kind.STAYED : Change.Kind.OPENED, session));
        }
        ended.values().forEach(session -> difference.add(new Change(Change.Kind.CLOSED, session)));
        return difference;
    }
}
