package org.sgad.bench;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sgad.flow.Amqp;

/**
 * Another service that publishes as fast as its confirms allow, in a window as PerfTest's, whose messages would all be one
 * event: the same body is the same id.
 */
final class ForeignMessages implements ConfirmListener {
    private static final int PERSISTENT = 2;
    private static final long SECONDS = 60;

    private final Semaphore window = new Semaphore(PerfTest.WINDOW);

    // guarded by this
    private final NavigableSet<Long> open = new TreeSet<>();

    private ForeignMessages() {}

    /** Publishes events with the ids {@code prefix-0} and so on, and returns the seconds until the last confirm. */
    static double publish(String prefix, int count) throws IOException, InterruptedException {
        ForeignMessages messages = new ForeignMessages();
        try (Amqp amqp = new Amqp()) {
            Channel channel = amqp.channel();
            channel.confirmSelect();
            channel.addConfirmListener(messages);
            long from = System.nanoTime();
            for (int nth = 0; nth < count; nth++) {
                messages.send(channel, prefix + "-" + nth, "r-" + nth);
            }
            messages.acquire(PerfTest.WINDOW);
            return OneNode.secondsSince(from);
        }
    }

    private void send(Channel channel, String id, String referee) throws IOException, InterruptedException {
        acquire(1);
        synchronized (this) {
            open.add(channel.getNextPublishSeqNo());
        }
        channel.basicPublish(
                "sgad.availability",
                "availability.closed." + referee,
                true,
                new AMQP.BasicProperties.Builder()
                        .deliveryMode(PERSISTENT)
                        .contentType("application/json")
                        .messageId(id)
                        .build(),
                ClosingsCompared.body(id, referee).getBytes(StandardCharsets.UTF_8));
    }

    private void acquire(int permits) throws InterruptedException {
        if (!window.tryAcquire(permits, SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no confirm for " + SECONDS + " s");
        }
    }

    @Override
    public synchronized void handleAck(long tag, boolean multiple) {
        NavigableSet<Long> confirmed = multiple ? open.headSet(tag, true) : open.subSet(tag, true, tag, true);
        int count = confirmed.size();
        confirmed.clear();
        window.release(count);
    }

    @Override
    public void handleNack(long tag, boolean multiple) {
        // not released, so that it is missed
    }
}
