package org.sgad.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ReturnListener;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.Requeuer.Outcome;
import org.sgad.broker.Requeuer.Returning;

/** The channel on which messages go back to their queues, in confirm mode. Used by one thread at a time. */
final class RequeueChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DEATHS = "x-death";
    private static final String[] MARKS = {"x-first-death-", "x-last-death-", DEATHS};
    private static final String DEFAULT_EXCHANGE = "";

    private final Channel channel;
    private volatile @Nullable RequeueRound round;

    private RequeueChannel(Channel channel) {
        this.channel = channel;
    }

    /** Opens the channel; {@code onLost} is told why it ended, on the client's thread. */
    static RequeueChannel open(Connection connection, Consumer<String> onLost) throws IOException {
        RequeueChannel requeueing = new RequeueChannel(connection.createChannel());
        requeueing.listen(onLost);
        return requeueing;
    }

    private void listen(Consumer<String> onLost) throws IOException {
        channel.confirmSelect();
        channel.addConfirmListener(
                (tag, multiple) -> tell(waiting -> waiting.confirmed(tag, multiple)),
                (tag, multiple) -> tell(waiting -> waiting.nacked(tag, multiple)));
        channel.addReturnListener((ReturnListener)
                (code, text, exchange, queue, properties, body) -> tell(waiting -> waiting.returned(queue)));
        channel.addShutdownListener(cause -> {
            tell(waiting -> waiting.abandon("connection lost before the confirm"));
            onLost.accept("the requeueing channel was closed: " + cause.getMessage());
        });
    }

    private void tell(Consumer<RequeueRound> news) {
        RequeueRound waiting = round;
        if (waiting != null) {
            news.accept(waiting);
        }
    }

    List<Outcome> requeue(List<Returning> messages) throws InterruptedException {
        if (!channel.isOpen()) {
            throw new BrokerAway("no connection to the broker");
        }
        List<AMQP.BasicProperties> properties =
                messages.stream().map(RequeueChannel::asBefore).toList();
        RequeueRound sent = new RequeueRound(
                channel.getNextPublishSeqNo(),
                messages.stream().map(Returning::queue).toList());
        round = sent;
        try {
            for (int i = 0; i < messages.size(); i++) {
                Returning message = messages.get(i);
                channel.basicPublish(DEFAULT_EXCHANGE, message.queue(), true, properties.get(i), message.body());
            }
        } catch (IOException | AlreadyClosedException e) {
            sent.abandon("connection lost: " + e.getMessage());
        }
        List<Outcome> outcomes = sent.await(PATIENCE);
        round = null;
        return outcomes;
    }

    /** As the message was in its queue before it died: without the marks of its death, and with the expiration that died with it. */
    static AMQP.BasicProperties asBefore(Returning message) {
        AMQP.BasicProperties sealed = Properties.unseal(message.properties());
        Map<String, Object> headers = new LinkedHashMap<>();
        if (sealed.getHeaders() != null) {
            headers.putAll(sealed.getHeaders());
        }
        String expiration = originalExpiration(headers.get(DEATHS));
        headers.keySet().removeIf(RequeueChannel::isMark);
        headers.putAll(message.added());
        return sealed.builder()
                .headers(headers)
                .expiration(sealed.getExpiration() == null ? expiration : sealed.getExpiration())
                .build();
    }

    private static boolean isMark(String header) {
        for (String mark : MARKS) {
            if (header.startsWith(mark)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String originalExpiration(@Nullable Object deaths) {
        if (deaths instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?> last) {
            Object expiration = last.get("original-expiration");
            return expiration == null ? null : expiration.toString();
        }
        return null;
    }
}
