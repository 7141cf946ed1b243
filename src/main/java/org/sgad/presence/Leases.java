package org.sgad.presence;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.UserId;
import org.sgad.node.NodeSettings;
import org.sgad.push.Sessions;
import org.sgad.signal.Redis;
import org.sgad.signal.Script;

/** What all nodes know of sessions, in Redis. Each method is one step there, and throws {@code RedisAway}. */
@ApplicationScoped
public class Leases {
    /** How long a node lives that says nothing. */
    static final Duration LIFE = Duration.ofSeconds(20);

    private static final Duration GRACE = Duration.ofMillis(500);
    private static final int SEEN_DAYS = 30;
    private static final int AT_ONCE = 1_000;

    private final Script tick = Script.beside(Leases.class, "tick.lua");
    private final Script write = Script.beside(Leases.class, "write.lua");
    private final Script leave = Script.beside(Leases.class, "leave.lua");
    private final Script presence = Script.beside(Leases.class, "presence.lua");
    private final Script page = Script.beside(Leases.class, "page.lua");
    private final Script find = Script.beside(Leases.class, "find.lua");

    /** What Redis knew of a node. */
    enum Known {
        /** That it lives. */
        ALIVE,
        /** Nothing: the node is new, or Redis is. */
        NOTHING,
        /** That it was dead; its sessions have been ended. */
        DEAD
    }

    /** @param lastSeen null where nobody remembers */
    record Seen(int sessions, @Nullable Instant lastSeen) {}

    @Inject
    Redis redis;

    @Inject
    NodeSettings settings;

    @Inject
    Sessions sessions;

    @Inject
    Clock clock;

    private String node;

    /** What the names of this node's former lives begin with; empty once they have been ended. */
    private String former;

    /** A node that starts again is another one: what it had before has to end. */
    @PostConstruct
    void begin() {
        former = settings.id() + '#';
        node = former + UUID.randomUUID();
    }

    /**
     * Renews this node's lease, and ends what is due: the first time also what this node had before it started again. That
     * does not wait for the old lease's end, as nodes that start again and again would fill their users' limit with it.
     * One thread calls.
     *
     * @param lookForDead whether to look for nodes whose lease has run out
     */
    Known tick(boolean lookForDead) {
        Object known = redis.write(
                tick,
                List.of(
                        node,
                        Long.toString(LIFE.toMillis()),
                        lookForDead ? "1" : "0",
                        Integer.toString(SEEN_DAYS),
                        now(),
                        Integer.toString(AT_ONCE),
                        former));
        former = "";
        return Known.values()[((Long) known).intValue()];
    }

    /**
     * Writes what happened on this node, in order.
     *
     * @return which of its sessions are too many for their user
     */
    List<String> write(Collection<Change> changes) {
        List<String> arguments = new ArrayList<>(List.of(
                node,
                Integer.toString(sessions.limit()),
                Long.toString(GRACE.toMillis()),
                Integer.toString(SEEN_DAYS),
                now()));
        for (Change change : changes) {
            SessionInfo info = SessionInfo.of(change.session(), settings.id());
            arguments.add(change.sign());
            arguments.add(info.id());
            arguments.add(info.userId().value());
            arguments.add(Long.toString(change.session().age().toMillis()));
            arguments.add(change.kind() == Change.Kind.CLOSED ? "" : EventJson.write(info));
        }
        return texts(redis.write(write, arguments));
    }

    /** Ends this node's lease. */
    void leave() {
        redis.run(leave, List.of(node));
    }

    Seen find(UserId user) {
        List<?> found = (List<?>) read(presence, List.of(user.value()));
        Object seen = found.size() < 2 ? null : found.get(1);
        return new Seen(
                ((Long) found.get(0)).intValue(),
                seen == null ? null : Instant.ofEpochMilli(Long.parseLong(seen.toString())));
    }

    /** The first sessions after an id, as JSON. */
    List<String> page(String after, int limit, @Nullable UserId user) {
        return texts(read(page, List.of(after, Integer.toString(limit), user == null ? "" : user.value())));
    }

    /** A session, as JSON. */
    Optional<String> find(String id) {
        return Optional.ofNullable(read(find, List.of(id))).map(Object::toString);
    }

    /** What nodes cannot write to is not believed. */
    private Object read(Script script, List<String> arguments) {
        redis.requireNoTrouble();
        return redis.run(script, arguments);
    }

    private static List<String> texts(Object found) {
        return ((List<?>) found).stream().map(Object::toString).toList();
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
