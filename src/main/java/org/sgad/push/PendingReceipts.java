package org.sgad.push;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.eventlog.Acknowledgement;

/**
 * Acknowledgements on their way into the log, one for each user and event. One whose event the log does not have yet is
 * due again after half a second, then twice as long each time, and is given up half a minute after its first try. Not
 * thread-safe.
 */
final class PendingReceipts {
    static final int MAX_UNKNOWN = 20_000;
    static final int MAX_UNKNOWN_OF_USER = 1_000;
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final int MAX_TRIES = 7;

    private record Key(UserId user, EventId event) {
        static Key of(Acknowledgement said) {
            return new Key(said.user(), said.event());
        }
    }

    private record Pending(Acknowledgement said, int tries, Instant due) {
        Pending with(Pending other) {
            return new Pending(said.with(other.said), tries, due);
        }
    }

    private final Map<Key, Pending> pending = new LinkedHashMap<>();
    private final Map<UserId, Integer> unknownOfUser = new HashMap<>();
    private int unknown;

    void add(Acknowledgement said) {
        pending.merge(Key.of(said), new Pending(said, 0, Instant.MIN), Pending::with);
    }

    /** What should be tried now, oldest first. */
    List<Acknowledgement> due(Instant now, int most) {
        return pending.values().stream()
                .filter(one -> !one.due().isAfter(now))
                .limit(most)
                .map(Pending::said)
                .toList();
    }

    /** Its way ends here. */
    void settle(Acknowledgement said) {
        Pending settled = pending.remove(Key.of(said));
        if (settled != null && settled.tries() > 0) {
            countUnknown(said.user(), -1);
        }
    }

    /**
     * The log does not have its event: has it wait for the next try.
     *
     * @return false where it is given up, tried often enough or one too many
     */
    boolean retry(Acknowledgement said, Instant now) {
        Pending tried = pending.get(Key.of(said));
        if (tried == null || tried.tries() + 1 >= MAX_TRIES || (tried.tries() == 0 && isFull(said.user()))) {
            settle(said);
            return false;
        }
        if (tried.tries() == 0) {
            countUnknown(said.user(), 1);
        }
        Duration pause = FIRST_RETRY.multipliedBy(1L << tried.tries());
        pending.put(Key.of(said), new Pending(tried.said(), tried.tries() + 1, now.plus(pause)));
        return true;
    }

    int size() {
        return pending.size();
    }

    private boolean isFull(UserId user) {
        return unknown >= MAX_UNKNOWN || unknownOfUser.getOrDefault(user, 0) >= MAX_UNKNOWN_OF_USER;
    }

    private void countUnknown(UserId user, int change) {
        unknown += change;
        unknownOfUser.merge(user, change, PendingReceipts::nullAtZero);
    }

    private static @Nullable Integer nullAtZero(Integer count, Integer change) {
        int sum = count + change;
        return sum == 0 ? null : sum;
    }
}
