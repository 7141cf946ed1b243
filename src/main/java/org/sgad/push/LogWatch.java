package org.sgad.push;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.event.Envelope;
import org.sgad.event.EventId;
import org.sgad.eventlog.LogTail;
import org.sgad.eventlog.Place;
import org.sgad.eventlog.SequencerService;
import org.sgad.intake.Gateway;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.DatabasePulse;
import org.sgad.node.LogText;
import org.sgad.node.Loop;

/**
 * Keeps this node's {@link Horizon} true by reading the log's places, not its events: soon after something was handed out
 * that the log has not told of, when a client comes back, and once a second. What was published and did not arrive,
 * although the node's queue was empty since, is taken from the log: so nothing is missed even when the queue was lost.
 */
@ApplicationScoped
public class LogWatch {
    private static final Logger LOG = Logger.getLogger(LogWatch.class.getName());
    private static final Duration LONGEST_UNREAD = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final int BATCH = 5_000;
    private static final int LATE_BATCH = 1_000;

    private final AtomicLong wishes = new AtomicLong();
    private long granted;
    private long readAt;
    private long lookedForLateAt;
    private long lateUpTo;
    private boolean wereLate;
    private LogTail.Start begin;
    private Horizon horizon;

    @Inject
    LogTail log;

    @Inject
    SequencerService sequencer;

    @Inject
    DatabasePulse pulse;

    @Inject
    Gateway gateway;

    @Inject
    PushMeter meter;

    /** Reads where to begin when the first event arrives or the watch begins, whichever is first. */
    @PostConstruct
    void begin() {
        begin = log.start();
        horizon = new Horizon(begin.position());
    }

    Horizon horizon() {
        return horizon;
    }

    /**
     * Has the horizon know everything that was committed when this is called. Any thread may call.
     *
     * @return false where the database does not answer, which is told at once when it has not for a while
     */
    boolean catchUp() {
        if (!pulse.isYoungerThan(SILENCE)) {
            return false;
        }
        try {
            readWhatIsCommitted();
            return true;
        } catch (DatabaseFailure e) {
            LOG.log(Level.FINE, "the log cannot be read: {0}", Loop.summary(e));
            return false;
        }
    }

    private void readWhatIsCommitted() {
        long wish = wishes.incrementAndGet();
        synchronized (this) {
            if (granted < wish) {
                long all = wishes.get();
                sequencer.sequence();
                read();
                granted = all;
            }
        }
    }

    /** Reads what there is to know, and takes what is late. Called twice a second, and when places are told, by one thread. */
    void watch() {
        long now = System.nanoTime();
        if (horizon.isCurious() || now - readAt > LONGEST_UNREAD.toNanos()) {
            synchronized (this) {
                read();
            }
        }
        if (now - lookedForLateAt > LONGEST_UNREAD.toNanos()) {
            lookedForLateAt = now;
            takeLate();
            settleUnnumbered();
        }
    }

    private void read() {
        readAt = System.nanoTime();
        long top = horizon.top();
        for (int found = BATCH; found == BATCH && !horizon.isFull(); ) {
            List<Place> places = log.after(horizon.knownUpTo(), begin.at(), BATCH);
            horizon.learn(places);
            found = places.size();
        }
        long known = horizon.knownUpTo();
        if (known < top && !horizon.isFull() && horizon.retreat(known)) {
            LOG.log(Level.WARNING, "a message told of position {0}, and the log ends at {1}", new Object[] {top, known
            });
        }
    }

    private void takeLate() {
        List<Horizon.Missing> missing = horizon.missingFor(LATE, lateUpTo + 1, LATE_BATCH);
        lateUpTo = missing.size() < LATE_BATCH
                ? 0
                : missing.get(missing.size() - 1).position();
        if (missing.isEmpty()) {
            return;
        }
        List<Long> positions = missing.stream().map(Horizon.Missing::position).toList();
        boolean areLate = false;
        for (LogTail.Published late : log.published(positions, LATE.plus(gateway.sinceDrained()))) {
            areLate |= take(late);
        }
        // once may be a queue that is slow, not lost
        if (areLate && wereLate) {
            gateway.doubt();
        }
        wereLate = areLate;
    }

    /** What came again, or before this node began, has its place already, and nothing new would tell of it. */
    private void settleUnnumbered() {
        List<EventId> waiting = horizon.unnumberedFor(LONGEST_UNREAD, LATE_BATCH);
        if (!waiting.isEmpty()) {
            horizon.numbered(log.numbered(waiting, horizon.knownUpTo()));
        }
    }

    /** @return whether the event was not handed out before */
    private boolean take(LogTail.Published late) {
        boolean isNew = false;
        try {
            Envelope event = Envelope.open(
                    late.exchange(),
                    late.routingKey(),
                    late.id().value(),
                    late.body().getBytes(StandardCharsets.UTF_8));
            isNew = gateway.take(event, late.position(), late.recordedAt().toEpochMilli());
            if (isNew) {
                meter.healed();
            }
        } catch (Envelope.Unreadable e) {
            LOG.log(Level.WARNING, "event {0} in the log cannot be read: {1}", new Object[] {
                late.id(), LogText.of(e.getMessage())
            });
        }
        horizon.settle(late.id());
        return isNew;
    }
}
