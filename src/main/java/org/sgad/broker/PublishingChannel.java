package org.sgad.broker;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ReturnListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.SgadEvent;

/** The one channel we publish on, in confirm mode; as long-lived as its connection. Used by one thread at a time. */
final class PublishingChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Channel channel;
    private volatile @Nullable PendingConfirms pending;
    private volatile @Nullable String blocked;

    private PublishingChannel(Channel channel) {
        this.channel = channel;
    }

    /** Opens the channel; {@code onLost} is told why it ended, on the client's thread. */
    static PublishingChannel open(Connection connection, Consumer<String> onLost) throws IOException {
        PublishingChannel publishing = new PublishingChannel(connection.createChannel());
        connection.addBlockedListener(publishing.new Blocking());
        publishing.listen(onLost);
        return publishing;
    }

    private void listen(Consumer<String> onLost) throws IOException {
        channel.confirmSelect();
        channel.addConfirmListener(new Confirming());
        channel.addReturnListener((ReturnListener) (code, text, exchange, routingKey, properties, body) -> {
            PendingConfirms waiting = pending;
            if (waiting != null) {
                waiting.returned(properties.getMessageId(), "returned: " + text + " (" + code + ")");
            }
        });
        channel.addShutdownListener(cause -> {
            PendingConfirms waiting = pending;
            if (waiting != null) {
                waiting.abandon("connection lost before the confirm");
            }
            onLost.accept("the publishing channel was closed: " + cause.getMessage());
        });
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Why the broker takes no messages now, such as a memory alarm. */
    @Nullable
    String blocked() {
        return blocked;
    }

    List<Confirmation> publish(List<SgadEvent> events) throws InterruptedException {
        if (!channel.isOpen()) {
            throw new BrokerAway("no connection to the broker");
        }
        if (blocked != null) {
            throw new BrokerAway("the broker blocks publishing: " + blocked);
        }
        Map<EventId, Confirmation> confirmations = new HashMap<>();
        List<OutgoingMessage> messages = new ArrayList<>(events.size());
        for (SgadEvent event : events) {
            try {
                messages.add(OutgoingMessage.of(event));
            } catch (IllegalArgumentException e) {
                confirmations.put(
                        event.id(), new Confirmation.Refused(event.id(), "cannot be sent: " + e.getMessage()));
            }
        }
        send(messages).forEach(confirmation -> confirmations.put(confirmation.event(), confirmation));
        return events.stream()
                .map(event -> Objects.requireNonNull(confirmations.get(event.id())))
                .toList();
    }

    private List<Confirmation> send(List<OutgoingMessage> messages) throws InterruptedException {
        PendingConfirms confirms = new PendingConfirms(
                channel.getNextPublishSeqNo(),
                messages.stream().map(message -> message.event().id()).toList());
        pending = confirms;
        try {
            for (OutgoingMessage message : messages) {
                SgadEvent event = message.event();
                channel.basicPublish(event.exchange(), event.routingKey(), true, message.properties(), message.body());
            }
        } catch (IOException | AlreadyClosedException e) {
            confirms.abandon("connection lost: " + e.getMessage());
        }
        List<Confirmation> confirmations = confirms.await(PATIENCE);
        pending = null;
        return confirmations;
    }

    private final class Confirming implements ConfirmListener {
        @Override
        public void handleAck(long tag, boolean multiple) {
            PendingConfirms waiting = pending;
            if (waiting != null) {
                waiting.confirmed(tag, multiple);
            }
        }

        @Override
        public void handleNack(long tag, boolean multiple) {
            PendingConfirms waiting = pending;
            if (waiting != null) {
                waiting.nacked(tag, multiple);
            }
        }
    }

    private final class Blocking implements BlockedListener {
        @Override
        public void handleBlocked(String reason) {
            blocked = reason;
        }

        @Override
        public void handleUnblocked() {
            blocked = null;
        }
    }
}
