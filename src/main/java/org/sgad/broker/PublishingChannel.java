package org.sgad.broker;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ReturnListener;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sgad.event.SgadEvent;

/**
 * The one channel we publish on, in confirm mode; as long-lived as its connection. Used by one thread at a time.
 *
 * <p>A broker that stops reading leaves a write waiting for ever, so a thread of the channel's own writes, and who
 * publishes only waits for confirms, as long as its {@link Patience}. A broker that is silent without a word is given
 * up: the connection is cut and opened anew. One that says it is blocked keeps its connection, as a new one could
 * publish no more; what it has not read yet it will read later, and then publish a second time.
 */
final class PublishingChannel implements AutoCloseable {
    private static final String NO_CONNECTION = "no connection to publish on";

    private final Connection connection;
    private final Channel channel;
    private final Consumer<String> onLost;
    private final ExecutorService writer;
    private volatile Future<?> writing = CompletableFuture.completedFuture(null);
    private final Queue<PendingConfirms> pending = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String blocked;
    private volatile boolean givenUp;

    private PublishingChannel(Connection connection, ThreadFactory threads, Consumer<String> onLost)
            throws IOException {
        this.connection = connection;
        this.channel = connection.createChannel();
        this.onLost = onLost;
        this.writer = Executors.newSingleThreadExecutor(threads);
    }

    /** Opens the channel; {@code onLost} is told why it ended, on any thread. */
    static PublishingChannel open(Connection connection, ThreadFactory threads, Consumer<String> onLost)
            throws IOException {
        PublishingChannel publishing = new PublishingChannel(connection, threads, onLost);
        connection.addBlockedListener(publishing.new Blocking());
        publishing.listen();
        return publishing;
    }

    private void listen() throws IOException {
        channel.confirmSelect();
        channel.addConfirmListener(new Confirming());
        channel.addReturnListener((ReturnListener) (code, text, exchange, routingKey, properties, body) -> {
            String reason = "returned: " + text + " (" + code + ")";
            pending.forEach(waiting -> waiting.returned(properties.getMessageId(), reason));
        });
        channel.addShutdownListener(cause -> {
            pending.forEach(waiting -> waiting.abandon("connection lost before the confirm"));
            onLost.accept("the publishing channel was closed: " + cause.getMessage());
        });
    }

    /** Why no message can be sent now, or nothing. */
    Optional<String> obstacle() {
        return trouble()
                .or(() -> writing.isDone() ? Optional.empty() : Optional.of("an earlier message is still being sent"));
    }

    /** Why the broker takes no messages, or nothing; one that is still being sent is no trouble. */
    Optional<String> trouble() {
        if (givenUp || !channel.isOpen() || !connection.isOpen()) {
            return Optional.of(NO_CONNECTION);
        }
        String reason = blocked;
        return reason == null ? Optional.empty() : Optional.of("publishing is blocked: " + reason);
    }

    /** As {@link Publisher#begin}. What is under way is written one after the other. */
    Publisher.Underway begin(List<SgadEvent> events) {
        Optional<String> obstacle = pending.isEmpty() ? obstacle() : trouble();
        obstacle.ifPresent(why -> {
            throw new BrokerAway(why);
        });
        PendingConfirms before = pending.peek();
        PendingConfirms confirms = before == null ? new PendingConfirms(events) : before.followedBy(events);
        pending.add(confirms);
        try {
            writing = writer.submit(() -> write(events, confirms));
        } catch (RejectedExecutionException e) {
            pending.remove(confirms);
            throw new BrokerAway(NO_CONNECTION, e);
        }
        return new Batch(confirms);
    }

    private void giveUp() {
        givenUp = true;
        onLost.accept(
                "the broker gave no sign for " + Patience.DEFAULT.silence().toSeconds() + " s");
    }

    private void write(List<SgadEvent> events, PendingConfirms confirms) {
        confirms.beginAt(channel.getNextPublishSeqNo());
        try {
            HeldFlushes.during(() -> writeEach(events, confirms));
        } catch (IOException | AlreadyClosedException e) {
            confirms.abandon("connection lost: " + e.getMessage());
        }
    }

    private void writeEach(List<SgadEvent> events, PendingConfirms confirms) throws IOException {
        for (int i = 0; i < events.size(); i++) {
            OutgoingMessage message = encoded(events.get(i), i, confirms);
            if (message != null && confirms.begin(i)) {
                channel.basicPublish(
                        message.event().exchange(),
                        message.event().routingKey(),
                        true,
                        message.properties(),
                        message.body());
            }
        }
    }

    private static @Nullable OutgoingMessage encoded(SgadEvent event, int nth, PendingConfirms confirms) {
        try {
            return OutgoingMessage.of(event);
        } catch (IllegalArgumentException e) {
            confirms.refuse(nth, "cannot be sent: " + e.getMessage());
            return null;
        }
    }

    /** Ends the writing thread; the connection is closed already. */
    @Override
    public void close() {
        writer.shutdownNow();
    }

    /** Events that are under way. */
    private final class Batch implements Publisher.Underway {
        private final PendingConfirms confirms;

        Batch(PendingConfirms confirms) {
            this.confirms = confirms;
        }

        @Override
        public List<Confirmation> await() {
            try {
                if (confirms.await(Patience.DEFAULT)) {
                    giveUp();
                }
                return confirms.end();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BrokerAway("stopped while publishing", e);
            } finally {
                close();
            }
        }

        @Override
        public void close() {
            pending.remove(confirms);
            confirms.abandon("stopped while publishing");
        }
    }

    private final class Confirming implements ConfirmListener {
        @Override
        public void handleAck(long tag, boolean multiple) {
            pending.forEach(waiting -> waiting.confirmed(tag, multiple));
        }

        @Override
        public void handleNack(long tag, boolean multiple) {
            pending.forEach(waiting -> waiting.nacked(tag, multiple));
        }
    }

    private final class Blocking implements BlockedListener {
        @Override
        public void handleBlocked(String reason) {
            block(reason);
        }

        @Override
        public void handleUnblocked() {
            block(null);
        }

        private void block(@Nullable String reason) {
            blocked = reason;
            pending.forEach(waiting -> waiting.blocked(reason));
        }
    }
}
