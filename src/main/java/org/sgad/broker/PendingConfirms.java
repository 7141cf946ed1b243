package org.sgad.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;

/**
 * The confirms of one batch. The client's thread settles, the publishing thread waits; all state is guarded by this
 * object's monitor.
 */
final class PendingConfirms {
    private final long firstTag;
    private final List<EventId> events;
    private final @Nullable Confirmation[] settled;
    private final Map<String, String> returned = new HashMap<>();
    private int open;
    private int lowestOpen;

    /** Messages are tagged from {@code firstTag} on, in the order of {@code events}. */
    PendingConfirms(long firstTag, List<EventId> events) {
        this.firstTag = firstTag;
        this.events = events;
        this.settled = new Confirmation[events.size()];
        this.open = events.size();
    }

    /** A message came back as unroutable. Its confirm follows, and does not mean that it was published. */
    synchronized void returned(String messageId, String reason) {
        returned.put(messageId, reason);
    }

    synchronized void confirmed(long tag, boolean multiple) {
        settle(tag, multiple, null);
    }

    synchronized void nacked(long tag, boolean multiple) {
        settle(tag, multiple, "refused by the broker (nack)");
    }

    /** Settles whatever is open as refused. */
    synchronized void abandon(String reason) {
        settle(firstTag + settled.length - 1, true, reason);
    }

    private void settle(long tag, boolean multiple, @Nullable String refusal) {
        int last = (int) Math.min(tag - firstTag, settled.length - 1L);
        for (int i = multiple ? lowestOpen : Math.max(last, 0); i <= last; i++) {
            if (settled[i] == null) {
                settled[i] = confirmation(events.get(i), refusal);
                open--;
            }
        }
        while (lowestOpen < settled.length && settled[lowestOpen] != null) {
            lowestOpen++;
        }
        if (open == 0) {
            notifyAll();
        }
    }

    private Confirmation confirmation(EventId event, @Nullable String refusal) {
        String reason = refusal != null ? refusal : returned.get(event.value());
        return reason == null ? new Confirmation.Confirmed(event) : new Confirmation.Refused(event, reason);
    }

    /** Waits until everything is settled, or refuses what is still open after the patience. */
    synchronized List<Confirmation> await(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); open > 0 && left > 0; left = deadline - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        abandon("not confirmed within " + patience.toMillis() + " ms");
        return new ArrayList<>(Arrays.asList(settled));
    }
}
