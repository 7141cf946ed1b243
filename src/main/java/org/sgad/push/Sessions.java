package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.sgad.event.UserId;

/** The sessions open on this node, by user. Reading takes no lock. */
@ApplicationScoped
public class Sessions {
    private final ConcurrentMap<UserId, List<UserSession>> byUser = new ConcurrentHashMap<>();
    private final LongAdder open = new LongAdder();

    void add(UserSession session) {
        byUser.compute(session.user(), (user, sessions) -> {
            List<UserSession> all = sessions == null ? new CopyOnWriteArrayList<>() : sessions;
            all.add(session);
            return all;
        });
        open.increment();
    }

    /** Forgets a session; forgetting it twice changes nothing. */
    void remove(UserSession session) {
        byUser.computeIfPresent(session.user(), (user, sessions) -> {
            if (sessions.remove(session)) {
                open.decrement();
            }
            return sessions.isEmpty() ? null : sessions;
        });
    }

    Collection<UserSession> of(UserId user) {
        return byUser.getOrDefault(user, List.of());
    }

    Collection<List<UserSession>> all() {
        return byUser.values();
    }

    /** How many sessions are open on this node. */
    public long open() {
        return open.sum();
    }
}
