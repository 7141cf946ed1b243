package org.sgad.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.Correlation;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.LogText;
import org.sgad.node.Loop;

/**
 * One queue's consumer. The client's thread only queues what arrives, bounded by the prefetch count; {@link #run} handles
 * it in batches and acknowledges each with one frame. It ends with its channel, and then its connection does; nothing that
 * a consumer throws ends it.
 */
final class ConsumingChannel extends DefaultConsumer {
    private static final Logger LOG = Logger.getLogger(ConsumingChannel.class.getName());
    private static final int MAX_BATCH = 500;
    private static final long LOOK_UP_MILLIS = 1_000;
    private static final int TRIED_AT_ONCE = 5;

    private final Subscription subscription;
    private final Set<String> newQueues;
    private final ConsumingMeter meter;
    private final java.util.function.Consumer<String> onLost;
    private final BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();

    private ConsumingChannel(
            Channel channel,
            Subscription subscription,
            Set<String> newQueues,
            ConsumingMeter meter,
            java.util.function.Consumer<String> onLost) {
        super(channel);
        this.subscription = subscription;
        this.newQueues = newQueues;
        this.meter = meter;
        this.onLost = onLost;
    }

    /**
     * Starts to consume.
     *
     * @param newQueues the queues whose consumers have not yet taken that they are new
     * @param onLost told why it ended, on the client's thread
     */
    static ConsumingChannel open(
            Connection connection,
            Subscription subscription,
            Set<String> newQueues,
            ConsumingMeter meter,
            java.util.function.Consumer<String> onLost)
            throws IOException {
        Channel channel = connection.createChannel();
        channel.basicQos(subscription.prefetch());
        ConsumingChannel consuming = new ConsumingChannel(channel, subscription, newQueues, meter, onLost);
        channel.basicConsume(subscription.queue(), false, "", false, subscription.exclusive(), Map.of(), consuming);
        return consuming;
    }

    @Override
    public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        arrived.add(new Delivery(tag, envelope, properties, body));
    }

    @Override
    public void handleCancel(String tag) {
        onLost.accept("the consumer of " + subscription.queue() + " was cancelled");
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException cause) {
        onLost.accept("the channel of " + subscription.queue() + " was closed: " + cause.getMessage());
    }

    /** Handles what arrives until the channel is closed or the thread interrupted. */
    void run() {
        List<Delivery> batch = new ArrayList<>(MAX_BATCH);
        try {
            announceNewQueue();
            while (getChannel().isOpen()) {
                Delivery first = arrived.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    long taken = System.nanoTime();
                    batch.add(first);
                    arrived.drainTo(batch, MAX_BATCH - 1);
                    handle(batch);
                    batch.clear();
                    gatherSince(taken);
                }
                if (arrived.isEmpty()) {
                    subscription.consumer().drained();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ShutdownSignalException e) {
            LOG.log(Level.FINE, subscription.queue() + ": unacknowledged deliveries come again", e);
        }
    }

    /** Where much arrives, more is handled at once: fewer wake-ups of this thread and its client's, acknowledgements, writes. */
    private void gatherSince(long taken) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(subscription.gathering().toNanos() - (System.nanoTime() - taken));
    }

    private void announceNewQueue() throws InterruptedException {
        for (int failures = 1;
                newQueues.contains(subscription.queue()) && getChannel().isOpen();
                failures++) {
            try {
                subscription.consumer().queueIsNew();
                newQueues.remove(subscription.queue());
            } catch (RuntimeException e) {
                if (failures == 1) {
                    LOG.log(Level.WARNING, "{0} is new: {1}; trying again until it works", new Object[] {
                        subscription.queue(), Loop.summary(e)
                    });
                    LOG.log(Level.FINE, subscription.queue(), e);
                }
                Thread.sleep(Loop.Backoff.DEFAULT.delay(failures).toMillis());
            }
        }
    }

    /** Handles and settles; what fails is handled in halves, so that the good go on and the one to blame is found. */
    private void handle(List<Delivery> batch) throws InterruptedException, IOException {
        if (!getChannel().isOpen()) {
            return;
        }
        Collection<Delivery> rejected;
        String before = Correlation.set(batch.size() == 1 ? batch.get(0).correlationId() : null);
        try {
            rejected = handled(batch);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable failure) { // a consumer's error ends no more than its exception does
            if (batch.size() == 1) {
                giveBack(batch.get(0), failure);
            } else {
                int half = batch.size() / 2;
                handle(batch.subList(0, half));
                handle(batch.subList(half, batch.size()));
            }
            return;
        } finally {
            Correlation.set(before);
        }
        settle(batch, rejected);
    }

    /** What the consumer made of a batch, once the database is there. */
    private Collection<Delivery> handled(List<Delivery> batch) throws Exception {
        for (int failures = 1; ; failures++) {
            try {
                return subscription.consumer().handle(batch);
            } catch (Exception e) {
                if (!DatabaseFailure.isAway(e) || !getChannel().isOpen()) {
                    throw e;
                }
                if (failures == 1) {
                    LOG.log(Level.WARNING, "{0}: {1}; trying the same deliveries again until it works", new Object[] {
                        subscription.queue(), Loop.summary(e)
                    });
                    LOG.log(Level.FINE, subscription.queue(), e);
                }
                Thread.sleep(Loop.Backoff.DEFAULT.delay(failures).toMillis());
            }
        }
    }

    private void giveBack(Delivery poison, Throwable failure) throws InterruptedException, IOException {
        int attempt = poison.attempt();
        boolean last = attempt >= subscription.attempts();
        LOG.log(
                last ? Level.WARNING : Level.FINE,
                "{0}: attempt {1} at a delivery with routing key {2} failed: {3}{4}",
                new Object[] {
                    subscription.queue(),
                    attempt,
                    LogText.of(poison.routingKey()),
                    Loop.summary(failure),
                    last ? "; it is given up" : ""
                });
        LOG.log(Level.FINE, subscription.queue(), failure);
        if (last) {
            meter.givenUp(1);
        } else if (attempt > TRIED_AT_ONCE) {
            Thread.sleep(Loop.Backoff.DEFAULT.delay(attempt - TRIED_AT_ONCE).toMillis());
        }
        getChannel().basicReject(poison.tag(), !last);
    }

    private void settle(List<Delivery> batch, Collection<Delivery> rejected) throws IOException {
        long highest = 0;
        for (Delivery delivery : batch) {
            if (rejected.contains(delivery)) {
                getChannel().basicReject(delivery.tag(), false);
            } else {
                highest = delivery.tag();
            }
        }
        // rejected ones are settled already: acknowledging up to a tag that is settled would be a protocol error
        if (highest > 0) {
            getChannel().basicAck(highest, true);
        }
    }
}
