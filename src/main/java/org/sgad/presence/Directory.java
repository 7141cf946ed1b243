package org.sgad.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

/** Answers about the sessions of the cluster; where Redis is away, about those of this node. */
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
            return new UserPresence(user, seen.sessions() > 0, seen.sessions(), seen.lastSeen(), Scope.CLUSTER);
        } catch (RedisAway e) {
            int here = (int) sessions.list().stream()
                    .filter(session -> session.isOwn() && session.user().equals(user))
                    .count();
            return new UserPresence(user, here > 0, here, here > 0 ? clock.instant() : null, Scope.NODE);
        }
    }

    SessionPage page(@Nullable UserId user, String after, int limit) {
        try {
            return page(limit, leases.page(after, limit + 1, user), Scope.CLUSTER);
        } catch (RedisAway e) {
            List<String> here = sessions.list().stream()
                    .map(session -> SessionInfo.of(session, node.id()))
                    .filter(session -> user == null || session.userId().equals(user))
                    .filter(session -> session.id().compareTo(after) > 0)
                    .sorted(Comparator.comparing(SessionInfo::id))
                    .limit(limit + 1L)
                    .map(EventJson::write)
                    .toList();
            return page(limit, here, Scope.NODE);
        }
    }

    private static SessionPage page(int limit, List<String> found, Scope scope) {
        Page<JsonNode> page = Page.of(
                limit,
                most -> found.stream().map(Directory::json).toList(),
                session -> session.path("id").textValue());
        return new SessionPage(page.items(), page.next(), scope);
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
