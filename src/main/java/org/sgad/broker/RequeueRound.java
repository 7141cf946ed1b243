package org.sgad.broker;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.Requeuer.Outcome;

/**
 * The confirms of one round of returning messages. The client's thread settles, the sending thread waits; all state is
 * guarded by this object's monitor.
 *
 * <p>A message that comes back is known by its queue only: of a queue that came or went while the round was under way, all
 * are taken as refused. Those that it held when it was deleted are gone, so that this is on the safe side.
 */
final class RequeueRound {
    private final long firstTag;
    private final List<String> queues;
    private final @Nullable Outcome[] settled;
    private final Set<String> missing = new HashSet<>();
    private int open;

    /** Messages are tagged from {@code firstTag} on, in the order of their {@code queues}. */
    RequeueRound(long firstTag, List<String> queues) {
        this.firstTag = firstTag;
        this.queues = queues;
        this.settled = new Outcome[queues.size()];
        this.open = queues.size();
    }

    /** A message came back, as its queue does not exist. Its confirm follows, and does not mean that it was taken. */
    synchronized void returned(String queue) {
        missing.add(queue);
    }

    synchronized void confirmed(long tag, boolean multiple) {
        settle(tag, multiple, new Outcome.Back());
    }

    synchronized void nacked(long tag, boolean multiple) {
        settle(tag, multiple, new Outcome.Refused("the queue takes no more now (nack)"));
    }

    /** Settles whatever is open as unanswered. */
    synchronized void abandon(String reason) {
        settle(firstTag + settled.length - 1, true, new Outcome.Unanswered(reason));
    }

    private void settle(long tag, boolean multiple, Outcome outcome) {
        long last = Math.min(tag - firstTag, settled.length - 1L);
        for (int i = multiple ? 0 : (int) Math.max(last, 0); i <= last; i++) {
            if (settled[i] == null) {
                settled[i] = outcome;
                open--;
            }
        }
        if (open == 0) {
            notifyAll();
        }
    }

    /** Waits until everything is settled, at most as long as the patience. */
    synchronized List<Outcome> await(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); open > 0 && left > 0; left = deadline - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        abandon("not confirmed within " + patience.toMillis() + " ms");
        for (int i = 0; i < settled.length; i++) {
            if (missing.contains(queues.get(i))) {
                settled[i] = new Outcome.Refused("the queue '" + queues.get(i) + "' does not exist");
            }
        }
        return Arrays.asList(settled.clone());
    }
}
