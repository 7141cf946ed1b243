package org.sgad.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.sgad.event.UserId;
import org.sgad.eventlog.SequencerService;

/**
 * Has eligibility know what was filed up to now, before it is believed that somebody is not available: what is committed may
 * still be on its way over the broker. Requests that want it at the same time read together, for a bounded time, as a queue
 * that is far behind is not to hold them up. To be called without a transaction.
 */
@ApplicationScoped
public class LatestFilings {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final AtomicLong wishes = new AtomicLong();

    // guarded by this
    private long granted;

    @Inject
    SequencerService sequencer;

    @Inject
    CatchUp catchUp;

    @Inject
    Eligibility eligibility;

    /** Reads them, unless what is known has the referee available then. */
    void readFor(UserId referee, OffsetDateTime time) {
        if (!eligibility.covers(referee, time.toLocalDateTime())) {
            read();
        }
    }

    /** Reads them. */
    void read() {
        long wish = wishes.incrementAndGet();
        synchronized (this) {
            if (granted < wish) {
                long all = wishes.get();
                readAll();
                granted = all;
            }
        }
    }

    private void readAll() {
        long end = System.nanoTime() + LONGEST.toNanos();
        sequencer.sequence();
        boolean isMore = true;
        while (isMore && System.nanoTime() < end) {
            isMore = catchUp.readOn();
        }
    }
}
