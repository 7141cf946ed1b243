package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.eventlog.Acknowledgement;
import org.sgad.eventlog.Acknowledgement.Fate;
import org.sgad.eventlog.DeliveryReceipts;

/**
 * What clients acknowledge, on its way into the log. {@link #delivered} and {@link #read} never block: over 100,000
 * waiting, what comes is dropped and counted. {@link ReceiptService} writes.
 */
@ApplicationScoped
public class Receipts {
    static final int MAX_WAITING = 100_000;
    private static final int BATCH = 5_000;

    private final BlockingQueue<Acknowledgement> arrived = new LinkedBlockingQueue<>(MAX_WAITING);
    private final PendingReceipts pending = new PendingReceipts();

    @Inject
    DeliveryReceipts log;

    @Inject
    ReceiptMeter meter;

    @Inject
    Clock clock;

    /** The user's client has the event. */
    public void delivered(UserId user, EventId event) {
        offer(Acknowledgement.delivered(user, event, clock.instant()));
    }

    /** The user has read the event. */
    public void read(UserId user, EventId event) {
        offer(Acknowledgement.read(user, event, clock.instant()));
    }

    private void offer(Acknowledgement said) {
        if (!arrived.offer(said)) {
            meter.receiptsDropped(1);
        }
    }

    /**
     * Writes a batch. Called by one thread at a time; what could not be written is part of the next batch.
     *
     * @return whether the batch was full, so that more may wait
     */
    boolean write() {
        Instant now = clock.instant();
        List<Acknowledgement> taken = new ArrayList<>();
        arrived.drainTo(taken, BATCH - pending.due(now, BATCH).size());
        taken.forEach(pending::add);
        List<Acknowledgement> batch = pending.due(now, BATCH);
        if (!batch.isEmpty()) {
            write(batch, now);
        }
        return batch.size() == BATCH;
    }

    private void write(List<Acknowledgement> batch, Instant now) {
        List<Fate> fates = log.write(batch);
        int kept = 0;
        int dropped = 0;
        for (int i = 0; i < batch.size(); i++) {
            Acknowledgement said = batch.get(i);
            if (fates.get(i) == Fate.UNKNOWN) {
                dropped += pending.retry(said, now) ? 0 : 1;
                continue;
            }
            pending.settle(said);
            kept += fates.get(i) == Fate.KEPT ? 1 : 0;
            dropped += fates.get(i) == Fate.NOT_THEIRS ? 1 : 0;
        }
        meter.receiptsKept(kept);
        meter.receiptsDropped(dropped);
    }

    /** How many are not in the log yet, about. */
    int waiting() {
        return arrived.size() + pending.size();
    }
}
