package org.sgad.push;

import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;
import org.sgad.eventlog.Cursor;

/**
 * The first message of a session.
 *
 * @param cursor where live begins
 * @param recovered whether everything that was missed follows; null where the client did not ask
 * @param recoveredCount how many events follow before anything live
 */
record Welcome(
        String type,
        String sessionId,
        UserId userId,
        Cursor cursor,
        @Nullable Boolean recovered,
        int recoveredCount,
        long heartbeatSeconds) {

    static Welcome of(UserSession session, Cursor cursor, @Nullable Boolean recovered, int recoveredCount) {
        return new Welcome(
                "welcome",
                session.id(),
                session.user(),
                cursor,
                recovered,
                recoveredCount,
                session.format().heartbeat().toSeconds());
    }
}
