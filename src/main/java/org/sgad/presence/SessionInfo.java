package org.sgad.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;
import org.sgad.push.OpenSession;

/**
 * A session as administrators see it, and as Redis keeps it.
 *
 * @param node the node that has it
 */
record SessionInfo(
        String id,
        UserId userId,
        String node,
        String kind,
        Instant connectedAt,
        @Nullable String remoteAddress) {
    static SessionInfo of(OpenSession session, String node) {
        return new SessionInfo(
                session.id(), session.user(), node, session.kind(), session.connectedAt(), session.remoteAddress());
    }
}
