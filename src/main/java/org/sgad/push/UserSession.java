package org.sgad.push;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        Identity whose = follower;
        return whose == null || whose.speaksFor(user());
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
     * Hands an event to the client, or has it wait.
     *
     * @return false where too much waits already; nothing is sent any more then
     */
    boolean offer(Handout event) {
        if (!isFollowing) {
            return outbound.offerEvent(event.text(format, null), event.bytes());
        }
        synchronized (this) {
            return progress == null ? hold(event) : deliver(event, progress);
        }
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
        if (!at.advance(event) || !wanted.include(event.event().type()) || !interest.includes(event.event())) {
            return true;
        }
        Cursor cursor = event.position() == 0 ? null : at.cursor();
        return outbound.offerEvent(event.text(format, cursor), event.bytes());
    }

    /** Sends an event of the log that the client missed; as {@link #offer}. */
    boolean replay(String body, int bytes, Cursor cursor) {
        return outbound.offerEvent(format.event(body, cursor), bytes);
    }

    /**
     * Sends what the log does not have yet, then what was held; from now on what arrives goes out at once.
     *
     * @return false where too much waits; nothing is sent any more then
     */
    synchronized boolean goLive(Progress from, List<Envelope> unnumbered) {
        boolean isFastEnough = true;
        for (Envelope event : unnumbered) {
            Handout handout = Handout.unlogged(event);
            isFastEnough &= outbound.offerEvent(handout.text(format, null), handout.bytes());
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
    synchronized boolean welcome(@Nullable String text) {
        isWelcomed = true;
        boolean isFastEnough = text == null || outbound.offerAnswer(text, text.length());
        for (String answer : early) {
            isFastEnough &= outbound.offerAnswer(answer, answer.length());
        }
        early.clear();
        return isFastEnough;
    }

    /** Sends an answer that is no event, after the welcome; as {@link #offer}. */
    boolean answer(String text) {
        if (isWelcomed) {
            return outbound.offerAnswer(text, text.length());
        }
        synchronized (this) {
            return isWelcomed ? outbound.offerAnswer(text, text.length()) : early.size() < MAX_EARLY && early.add(text);
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
