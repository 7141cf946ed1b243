package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.sgad.event.UserId;
import org.sgad.node.Settings;

/** The sessions open on this node, by user, and the administrators' streams. Reading takes no lock. */
@ApplicationScoped
public class Sessions {
    private static final int MOST_OF_ADMINS = 100;

    private final ConcurrentMap<UserId, List<UserSession>> byUser = new ConcurrentHashMap<>();
    /** The users' own, without those of administrators who look on. */
    private final ConcurrentMap<String, UserSession> byId = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, UserSession> ofAdmins = new ConcurrentHashMap<>();
    private final LongAdder open = new LongAdder();

    @Inject
    PushSettings settings;

    @Inject
    SessionWatch watch;

    @Inject
    Closer closer;

    @Produces
    @Singleton
    static PushSettings settings(Settings settings) {
        return PushSettings.from(settings);
    }

    /**
     * Takes a session in. An administrator's who follows a user is given what the user is given, but is none of the user's
     * sessions: neither presence nor the user's limit know of it.
     *
     * @return false where the user, those who look on, or the administrators together, have as many as are allowed
     */
    boolean add(UserSession session) {
        if (session.interest() instanceof Interest.OfAdmin) {
            return ofAdmins.size() < MOST_OF_ADMINS && ofAdmins.put(session.id(), session) == null;
        }
        boolean[] added = new boolean[1];
        byUser.compute(session.user(), (user, sessions) -> {
            List<UserSession> all = sessions == null ? new CopyOnWriteArrayList<>() : sessions;
            boolean isOwn = session.isOwn();
            added[0] = hasRoom(all, isOwn) && all.add(session);
            if (added[0]) {
                // all of it in here, so that its end never comes first
                open.increment();
                if (isOwn) {
                    byId.put(session.id(), session);
                    watch.opened(session.about());
                }
            }
            return all.isEmpty() ? null : all;
        });
        return added[0];
    }

    private boolean hasRoom(List<UserSession> all, boolean own) {
        return all.stream().filter(one -> byId.containsKey(one.id()) == own).count() < settings.sessionsPerUser();
    }

    /** Forgets a session; forgetting it twice changes nothing. */
    void remove(UserSession session) {
        if (ofAdmins.remove(session.id(), session)) {
            return;
        }
        byUser.computeIfPresent(session.user(), (user, sessions) -> {
            if (sessions.remove(session)) {
                open.decrement();
                if (byId.remove(session.id(), session)) {
                    watch.closed(session.about());
                }
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

    Collection<UserSession> ofAdmins() {
        return ofAdmins.values();
    }

    /** Every session and stream. */
    void forEach(Consumer<UserSession> action) {
        byUser.values().forEach(ofUser -> ofUser.forEach(action));
        ofAdmins.values().forEach(action);
    }

    /** How many sessions are open on this node. */
    public long open() {
        return open.sum();
    }

    /** How many sessions one user may have. */
    public int limit() {
        return settings.sessionsPerUser();
    }

    /** What users' sessions are open on this node. */
    public List<OpenSession> list() {
        return byId.values().stream().map(UserSession::about).toList();
    }

    /** The session of this id, where it is open on this node. */
    public Optional<OpenSession> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(UserSession::about);
    }

    /**
     * Closes a session of this node for good.
     *
     * @return whether it was open here
     */
    public boolean disconnect(String id, Disconnection why) {
        UserSession session = byId.get(id);
        if (session != null) {
            closer.close(session, why.reason());
        }
        return session != null;
    }
}
