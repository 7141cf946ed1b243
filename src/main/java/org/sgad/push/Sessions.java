package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.sgad.event.UserId;
import org.sgad.node.Settings;

/** The sessions open on this node, by user. Reading takes no lock. */
@ApplicationScoped
public class Sessions {
    private final ConcurrentMap<UserId, List<UserSession>> byUser = new ConcurrentHashMap<>();
    private final LongAdder open = new LongAdder();

    @Inject
    PushSettings settings;

    @Produces
    @Singleton
    static PushSettings settings(Settings settings) {
        return PushSettings.from(settings);
    }

    /**
     * Takes a session in.
     *
     * @return false where the user has as many as are allowed
     */
    boolean add(UserSession session) {
        boolean[] added = new boolean[1];
        byUser.compute(session.user(), (user, sessions) -> {
            List<UserSession> all = sessions == null ? new CopyOnWriteArrayList<>() : sessions;
            added[0] = all.size() < settings.sessionsPerUser() && all.add(session);
            return all;
        });
        if (added[0]) {
            open.increment();
        }
        return added[0];
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
