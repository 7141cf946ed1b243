package org.sgad.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.UserId;
import org.sgad.http.Page;
import org.sgad.node.NodeSettings;
import org.sgad.push.Disconnection;
import org.sgad.push.OpenSession;
import org.sgad.push.Sessions;
import org.sgad.signal.Channel;
import org.sgad.signal.Redis;
import org.sgad.signal.RedisAway;
import org.sgad.signal.Signal;

/**
 * Answers about the sessions of the cluster; where Redis is away, about those of this node. Of this node's own it knows
 * itself, as Redis is told of them a little later.
 */
@ApplicationScoped
public class Directory {
    /** @param lastSeen null where nobody remembers */
    record UserPresence(
            UserId userId,
            boolean online,
            int sessions,
            @Nullable Instant lastSeen,
            Scope scope) {}

    /** A page that tells what it knows of. */
    record SessionPage(List<JsonNode> items, @Nullable String next, Scope scope) {}

    private static final int AT_ONCE = 1_000;

    private record Close(String close, Disconnection reason) {}

    @Inject
    Sessions sessions;

    @Inject
    Leases leases;

    @Inject
    Redis redis;

    @Inject
    NodeSettings node;

    @Inject
    Clock clock;

    UserPresence presence(UserId user) {
        try {
            Leases.Seen seen = leases.find(user);
            int all = seen.sessions() == 0
                    ? ownHere(user)
                    : (int) inCluster(user, "", Integer.MAX_VALUE).stream()
                            .filter(session -> !session.has("watches"))
                            .count();
            return presence(user, all, seen.lastSeen(), Scope.CLUSTER);
        } catch (RedisAway e) {
            return presence(user, ownHere(user), null, Scope.NODE);
        }
    }

    private UserPresence presence(UserId user, int all, @Nullable Instant lastSeen, Scope scope) {
        return new UserPresence(user, all > 0, all, all > 0 ? clock.instant() : lastSeen, scope);
    }

    SessionPage page(@Nullable UserId user, String after, int limit) {
        try {
            return page(limit, inCluster(user, after, limit + 1), Scope.CLUSTER);
        } catch (RedisAway e) {
            return page(limit, first(limit + 1, here(user, after)), Scope.NODE);
        }
    }

    private static SessionPage page(int limit, List<JsonNode> found, Scope scope) {
        Page<JsonNode> page =
                Page.of(limit, most -> found, session -> session.path("id").textValue());
        return new SessionPage(page.items(), page.next(), scope);
    }

    private int ownHere(UserId user) {
        return (int) sessions.list().stream()
                .filter(session -> session.isOwn() && session.user().equals(user))
                .count();
    }

    /** This node's own that follow an id; of one user, or of all. */
    private NavigableMap<String, OpenSession> here(@Nullable UserId user, String after) {
        NavigableMap<String, OpenSession> own = new TreeMap<>();
        for (OpenSession session : sessions.list()) {
            boolean isTheirs =
                    user == null || SessionInfo.of(session, node.id()).userId().equals(user);
            if (isTheirs && session.id().compareTo(after) > 0) {
                own.put(session.id(), session);
            }
        }
        return own;
    }

    /** The first that follow an id: what Redis has of other nodes, and what is open on this one. */
    private List<JsonNode> inCluster(@Nullable UserId user, String after, int limit) {
        NavigableMap<String, OpenSession> own = here(user, after);
        NavigableMap<String, JsonNode> found = new TreeMap<>();
        int atOnce = Math.min(limit, AT_ONCE);
        String from = after;
        boolean isMore = true;
        while (isMore && found.size() < limit) {
            List<JsonNode> told = leases.page(from, atOnce, user).stream()
                    .map(Directory::json)
                    .toList();
            isMore = told.size() == atOnce;
            String to = isMore ? told.get(atOnce - 1).path("id").asText() : from;
            told.stream()
                    .filter(session -> !session.path("node").asText().equals(node.id()))
                    .forEach(session -> found.put(session.path("id").asText(), session));
            first(limit, isMore ? own.subMap(from, false, to, true) : own.tailMap(from, false))
                    .forEach(session -> found.put(session.path("id").asText(), session));
            from = to;
        }
        return found.values().stream().limit(limit).toList();
    }

    private List<JsonNode> first(int limit, NavigableMap<String, OpenSession> own) {
        return own.values().stream()
                .limit(limit)
                .map(session -> SessionInfo.of(session, node.id()))
                .<JsonNode>map(EventJson.MAPPER::valueToTree)
                .toList();
    }

    /** A session of any node, as {@link SessionInfo} is written. What is not here and said to be here has just ended. */
    Optional<JsonNode> find(String id) {
        Optional<OpenSession> here = sessions.find(id);
        return here.isPresent()
                ? here.map(session -> json(EventJson.write(SessionInfo.of(session, node.id()))))
                : leases.find(id)
                        .map(Directory::json)
                        .filter(session -> !session.path("node").asText().equals(node.id()));
    }

    /**
     * Closes a session, or asks the node to that has it.
     *
     * @return whether it is done
     * @throws RedisAway where it is not here, and nobody else can be asked
     */
    boolean disconnect(String id) {
        if (sessions.disconnect(id, Disconnection.BY_ADMIN)) {
            return true;
        }
        redis.publish(Channel.SESSIONS, EventJson.write(new Close(id, Disconnection.BY_ADMIN)));
        return false;
    }

    void hear(@Observes Signal signal) {
        if (signal.channel() == Channel.SESSIONS) {
            JsonNode asked = json(signal.text());
            sessions.disconnect(
                    asked.path("close").asText(),
                    Disconnection.valueOf(asked.path("reason").asText()));
        }
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }
}
