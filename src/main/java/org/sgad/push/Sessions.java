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
import java.util.stream.Stream;
import org.sgad.event.UserId;
import org.sgad.node.Settings;

/** The sessions open on this node, by user, and the administrators' streams. Reading takes no lock. */
@ApplicationScoped
public class Sessions {
    private static final int MOST_OF_ADMINS = 100;

    private final ConcurrentMap<UserId, List<UserSession>> byUser = new ConcurrentHashMap<>();
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
            return addOfAdmin(session);
        }
        boolean[] added = new boolean[1];
        byUser.compute(session.user(), (user, sessions) -> {
            List<UserSession> all = sessions == null ? new CopyOnWriteArrayList<>() : sessions;
            added[0] = hasRoom(all, session.isOwn()) && all.add(session);
            if (added[0]) {
                // all of it in here, so that its end never comes first
                open.increment();
                byId.put(session.id(), session);
                watch.opened(session.about());
            }
            return all.isEmpty() ? null : all;
        });
        return added[0];
    }

    private boolean hasRoom(List<UserSession> all, boolean own) {
        return all.stream().filter(one -> one.isOwn() == own).count() < settings.sessionsPerUser();
    }

    private boolean addOfAdmin(UserSession session) {
        if (ofAdmins.size() >= MOST_OF_ADMINS) {
            return false;
        }
        ofAdmins.computeIfAbsent(session.id(), id -> {
            watch.opened(session.about());
            return session;
        });
        return true;
    }

    /** Forgets a session; forgetting it twice changes nothing. */
    void remove(UserSession session) {
        ofAdmins.computeIfPresent(session.id(), (id, same) -> {
            watch.closed(session.about());
            return null;
        });
        byUser.computeIfPresent(session.user(), (user, sessions) -> {
            if (sessions.remove(session)) {
                open.decrement();
                byId.remove(session.id());
                watch.closed(session.about());
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

    /** What sessions are open on this node, those of administrators who look on among them. */
    public List<OpenSession> list() {
        return Stream.concat(byId.values().stream(), ofAdmins.values().stream())
                .map(UserSession::about)
                .toList();
    }

    /** The session of this id, where it is open on this node. */
    public Optional<OpenSession> find(String id) {
        return here(id).map(UserSession::about);
    }

    private Optional<UserSession> here(String id) {
        return Optional.ofNullable(byId.get(id)).or(() -> Optional.ofNullable(ofAdmins.get(id)));
    }

    /**
     * Closes a session of this node for good.
     *
     * @return whether it was open here
     */
    public boolean disconnect(String id, Disconnection why) {
        Optional<UserSession> session = here(id);
        session.ifPresent(open -> closer.close(open, why.reason()));
        return session.isPresent();
    }
}
