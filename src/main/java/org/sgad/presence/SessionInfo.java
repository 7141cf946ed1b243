package org.sgad.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;
import org.sgad.push.OpenSession;

/**
 * A session as administrators see it, and as Redis keeps it.
 *
 * @param userId whose it is: the user's, or the administrator's who looks on
 * @param node the node that has it
 * @param watches whom an administrator looks on at, {@code *} for everything; null where it is the user's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionInfo(
        String id,
        UserId userId,
        String node,
        String kind,
        Instant connectedAt,
        @Nullable String remoteAddress,
        @Nullable String watches) {
    static SessionInfo of(OpenSession session, String node) {
        UserId watcher = session.watcher();
        boolean isOfEverything = session.user().equals(watcher);
        return new SessionInfo(
                session.id(),
                watcher == null ? session.user() : watcher,
                node,
                session.kind(),
                session.connectedAt(),
                session.remoteAddress(),
                watcher == null ? null : isOfEverything ? "*" : session.user().value());
    }
}
