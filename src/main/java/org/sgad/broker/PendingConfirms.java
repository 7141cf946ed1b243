package org.sgad.broker;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;

/**
 * The confirms of one batch. The writing thread asks before it sends each event, the client's thread settles, the
 * publishing thread waits; all state is guarded by this object's monitor. What the broker says is told to all batches that
 * are under way, and each takes what is its own.
 */
final class PendingConfirms {
    private final List<SgadEvent> events;
    private final @Nullable Confirmation[] settled;
    private final int[] sent;
    private final Map<String, String> returned = new HashMap<>();
    private final Set<UserId> refusedSubjects;
    private long firstTag = Long.MAX_VALUE;
    private int sentCount;
    private int open;
    private int lowestOpen;
    private @Nullable String blocked;
    private long lastSign = System.nanoTime();

    PendingConfirms(List<SgadEvent> events) {
        this(events, ConcurrentHashMap.newKeySet());
    }

    private PendingConfirms(List<SgadEvent> events, Set<UserId> refusedSubjects) {
        this.events = events;
        this.refusedSubjects = refusedSubjects;
        this.settled = new Confirmation[events.size()];
        this.sent = new int[events.size()];
        this.open = events.size();
    }

    /** Events to be sent after these: a refusal among either holds back what is not sent of its subject. */
    PendingConfirms followedBy(List<SgadEvent> later) {
        return new PendingConfirms(later, refusedSubjects);
    }

    /** What is sent is tagged from here on, in the order of sending. */
    synchronized void beginAt(long tag) {
        firstTag = tag;
    }

    /**
     * Gives the event its tag, unless it must not be sent any more: nobody waits for it now, or an earlier one of its
     * subject was refused.
     */
    synchronized boolean begin(int nth) {
        if (settled[nth] != null) {
            return false;
        }
        UserId subject = events.get(nth).subject();
        if (subject != null && refusedSubjects.contains(subject)) {
            settle(nth, new Confirmation.Held(events.get(nth).id()));
            return false;
        }
        sent[sentCount++] = nth;
        lastSign = System.nanoTime();
        return true;
    }

    /** The event cannot be sent at all. */
    synchronized void refuse(int nth, String reason) {
        if (settled[nth] == null) {
            settle(nth, refused(events.get(nth), reason));
        }
    }

    /** A message came back as unroutable. Its confirm follows, and does not mean that it was published. */
    synchronized void returned(String messageId, String reason) {
        returned.put(messageId, reason);
    }

    synchronized void confirmed(long tag, boolean multiple) {
        settleSent(tag, multiple, null);
    }

    synchronized void nacked(long tag, boolean multiple) {
        settleSent(tag, multiple, "refused by the broker (nack)");
    }

    /** The broker has stopped reading, or goes on where the reason is null. */
    synchronized void blocked(@Nullable String reason) {
        blocked = reason;
        lastSign = System.nanoTime();
        notifyAll();
    }

    /** Settles whatever is open as unanswered; nothing more is sent. */
    synchronized void abandon(String reason) {
        for (int i = 0; i < settled.length; i++) {
            if (settled[i] == null) {
                settle(i, new Confirmation.Unanswered(events.get(i).id(), reason));
            }
        }
    }

    private void settleSent(long tag, boolean multiple, @Nullable String refusal) {
        long nth = tag - firstTag;
        if (multiple) {
            for (int n = lowestOpen; n <= Math.min(nth, sentCount - 1L); n++) {
                settleSent(n, refusal);
            }
        } else if (nth >= 0 && nth < sentCount) {
            settleSent((int) nth, refusal);
        }
        while (lowestOpen < sentCount && settled[sent[lowestOpen]] != null) {
            lowestOpen++;
        }
        lastSign = System.nanoTime();
    }

    private void settleSent(int n, @Nullable String refusal) {
        if (settled[sent[n]] == null) {
            settle(sent[n], answer(events.get(sent[n]), refusal));
        }
    }

    private Confirmation answer(SgadEvent event, @Nullable String refusal) {
        String reason = refusal != null ? refusal : returned.get(event.id().value());
        return reason == null ? new Confirmation.Confirmed(event.id()) : refused(event, reason);
    }

    private Confirmation refused(SgadEvent event, String reason) {
        if (event.subject() != null) {
            refusedSubjects.add(event.subject());
        }
        return new Confirmation.Refused(event.id(), reason);
    }

    private void settle(int nth, Confirmation confirmation) {
        settled[nth] = confirmation;
        open--;
        if (open == 0) {
            notifyAll();
        }
    }

    /**
     * Waits until everything is settled, the broker has given no sign for as long as the patience has, or the longest
     * time is over.
     *
     * @return whether the broker gave no sign although it did not say that it is blocked
     */
    synchronized boolean await(Patience patience) throws InterruptedException {
        long end = System.nanoTime() + patience.longest().toNanos();
        while (open > 0) {
            Duration silence = blocked == null ? patience.silence() : patience.blocked();
            long now = System.nanoTime();
            long left = Math.min(lastSign + silence.toNanos(), end) - now;
            if (left <= 0) {
                return blocked == null && now < end;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return false;
    }

    /** Ends the waiting: one confirmation for each event, in their order. */
    synchronized List<Confirmation> end() {
        abandon(blocked == null ? "not confirmed in time" : "publishing is blocked: " + blocked);
        return Arrays.stream(settled).map(Objects::requireNonNull).toList();
    }
}
