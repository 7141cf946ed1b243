package org.sgad.push;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;

/**
 * What is known of a session from its opening on.
 *
 * @param id unique in the cluster, not to be guessed, ascending in time
 * @param kind how its client speaks: {@code websocket}, {@code sgad.v1} or {@code sse}
 * @param remoteAddress where it comes from; null where the server does not tell
 * @param watcher the administrator who looks on; null where the session is the user's own
 * @param openedNanos the same moment on this node's {@link System#nanoTime}, which no change of the clock disturbs
 */
public record OpenSession(
        String id,
        UserId user,
        String kind,
        Instant connectedAt,
        @Nullable String remoteAddress,
        @Nullable UserId watcher,
        long openedNanos) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static OpenSession now(UserId user, Format format, @Nullable String remoteAddress, Clock clock) {
        Instant now = clock.instant();
        return new OpenSession(newId(now), user, format.kind(), now, remoteAddress, null, System.nanoTime());
    }

    /** The same session of an administrator who looks on. */
    OpenSession watchedBy(UserId admin) {
        return new OpenSession(id, user, kind, connectedAt, remoteAddress, admin, openedNanos);
    }

    /** Whether it is the user's own, so that presence and the user's limit know of it. */
    public boolean isOwn() {
        return watcher == null;
    }

    /** How long it has been open. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    /** A UUID of version 7 whose 74 random bits cannot be foreseen. */
    private static String newId(Instant now) {
        long high = now.toEpochMilli() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        long low = RANDOM.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
