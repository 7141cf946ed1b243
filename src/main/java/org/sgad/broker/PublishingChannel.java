package org.sgad.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ReturnListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sgad.event.SgadEvent;

/** The one channel we publish on, in confirm mode; as long-lived as its connection. Used by one thread at a time. */
final class PublishingChannel {
    static final String APP_ID = "sgad-events";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PERSISTENT = 2;

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
        PendingConfirms confirms = new PendingConfirms(channel.getNextPublishSeqNo(), events);
        pending = confirms;
        try {
            for (SgadEvent event : events) {
                send(event);
            }
        } catch (IOException | AlreadyClosedException e) {
            confirms.abandon("connection lost: " + e.getMessage());
        }
        List<Confirmation> confirmations = confirms.await(PATIENCE);
        pending = null;
        return confirmations;
    }

    private void send(SgadEvent event) throws IOException {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .deliveryMode(PERSISTENT)
                .contentType("application/json")
                .contentEncoding("UTF-8")
                .messageId(event.id().value())
                .type(event.type().value())
                .timestamp(Date.from(event.occurredAt()))
                .appId(APP_ID)
                .headers(event.headers())
                .build();
        channel.basicPublish(
                event.exchange(),
                event.routingKey(),
                true,
                properties,
                event.body().getBytes(StandardCharsets.UTF_8));
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
