package org.sgad.push;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Envelope;
import org.sgad.event.UserId;
import org.sgad.eventlog.Cursor;
import org.sgad.security.Identity;

/**
 * One open connection of one user. It is live from the start, or, where it has a place in the log, holds what arrives
 * until it has been given what comes before.
 */
final class UserSession {
    private static final int MAX_EARLY = 100;
    private static final String PING = "{\"type\":\"ping\"}";

    private final OpenSession about;
    private final Interest interest;
    private final Format format;
    private final Wire wire;
    private final Outbound outbound;
    private final Heartbeat heartbeat;
    private final boolean isFollowing;
    private volatile EventTypes wanted = EventTypes.ALL;

    private volatile boolean isWelcomed;

    /** Whether somebody will flush what was offered. */
    private final AtomicBoolean isFlushComing = new AtomicBoolean();

    /** Who follows: the user, or an administrator. Null before it is said, when nothing ends. */
    private volatile @Nullable Identity follower;

    // guarded by this
    private final List<String> early = new ArrayList<>();

    // guarded by this, and only where the session is following the log
    private final List<Handout> held = new ArrayList<>();
    private int heldBytes;
    private @Nullable Progress progress;

    /** @param isFollowing whether it has a place in the log, and so holds back until {@link #goLive} */
    UserSession(OpenSession about, Interest interest, Format format, boolean isFollowing, Wire wire, PushMeter meter) {
        this.about = about;
        this.interest = interest;
        this.format = format;
        this.heartbeat = new Heartbeat(format.heartbeat(), System.nanoTime());
        this.isFollowing = isFollowing;
        this.wire = wire;
        this.outbound = new Outbound(wire, meter);
        this.isWelcomed = !isFollowing;
    }

    OpenSession about() {
        return about;
    }

    String id() {
        return about.id();
    }

    UserId user() {
        return about.user();
    }

    Interest interest() {
        return interest;
    }

    Format format() {
        return format;
    }

    Wire wire() {
        return wire;
    }

    Outbound outbound() {
        return outbound;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /** Whose session it is from now on, and so until when. */
    void belongTo(Identity identity) {
        follower = identity;
    }

    @Nullable
    Identity follower() {
        return follower;
    }

    /** Whether the user follows, and not an administrator who looks on. */
    boolean isOwn() {
        return about.isOwn();
    }

    boolean hasEnded(Instant now) {
        Identity whose = follower;
        return whose != null && whose.hasEnded(now);
    }

    /** From now on only events of these types. */
    void want(EventTypes types) {
        wanted = types;
    }

    /**
     * Hands an event to the client with the next {@link #flush}, or has it wait.
     *
     * @return false where too much waits already; nothing is sent any more then
     */
    boolean offer(Handout event) {
        if (!isFollowing) {
            return outbound.offerEvent(event.message(format, null), event.recordedAt());
        }
        synchronized (this) {
            return progress == null ? hold(event) : deliver(event, progress);
        }
    }

    /** Whether whoever asks is to flush: the first who offered something since the last time. */
    boolean planFlush() {
        return !isFlushComing.get() && !isFlushComing.getAndSet(true);
    }

    /** Sends what was offered, as much at once as can be. */
    void flush() {
        isFlushComing.set(false);
        outbound.flush();
    }

    private boolean hold(Handout event) {
        if (Outbound.isTooMuch(held.size(), heldBytes, event.bytes())) {
            return false;
        }
        held.add(event);
        heldBytes += event.bytes();
        return true;
    }

    private boolean deliver(Handout event, Progress at) {
        boolean isNews = event.isReplay() || at.advance(event);
        if (!isNews || !wanted.include(event.event().type()) || !interest.includes(event.event())) {
            return true;
        }
        Cursor cursor = event.position() == 0 ? null : at.cursor();
        return outbound.offerEvent(event.message(format, cursor), event.recordedAt());
    }

    /** Hands the client an event of the log that it missed; as {@link #offer}. */
    boolean replay(String body, Cursor cursor) {
        return outbound.offerEvent(format.event(body.getBytes(StandardCharsets.UTF_8), cursor), 0);
    }

    /**
     * Sends what the log does not have yet, then what was held; from now on what arrives goes out at once.
     *
     * @return false where too much waits; nothing is sent any more then
     */
    boolean goLive(Progress from, List<Envelope> unnumbered) {
        boolean isFastEnough = begin(from, unnumbered);
        outbound.flush();
        return isFastEnough;
    }

    private synchronized boolean begin(Progress from, List<Envelope> unnumbered) {
        boolean isFastEnough = true;
        for (Envelope event : unnumbered) {
            Handout handout = Handout.unlogged(event);
            isFastEnough &= outbound.offerEvent(handout.message(format, null), 0);
            from.sentUnnumbered(event.id());
        }
        for (Handout event : held) {
            isFastEnough &= deliver(event, from);
        }
        held.clear();
        progress = from;
        return isFastEnough;
    }

    boolean isFollowing() {
        return isFollowing;
    }

    /** Sends what comes first, then what was answered before it could come; as {@link #offer}. */
    synchronized boolean welcome(byte @Nullable [] message) {
        isWelcomed = true;
        boolean isFastEnough = message == null || outbound.offerAnswer(message);
        for (String answer : early) {
            isFastEnough &= outbound.offerAnswer(format.answer(answer));
        }
        early.clear();
        return isFastEnough;
    }

    /** Sends an answer that is no event, after the welcome; as {@link #offer}. */
    boolean answer(String text) {
        if (isWelcomed) {
            return outbound.offerAnswer(format.answer(text));
        }
        synchronized (this) {
            return isWelcomed ? outbound.offerAnswer(format.answer(text)) : early.size() < MAX_EARLY && early.add(text);
        }
    }

    /** Asks the client whether it is there, in the way its protocol has for that; as {@link #offer}. */
    boolean ping() {
        if (format == Format.SGAD_V1) {
            return answer(PING);
        }
        if (!wire.ping()) {
            heartbeat.heard(System.nanoTime());
        }
        return true;
    }
}
