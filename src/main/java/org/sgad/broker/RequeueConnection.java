package org.sgad.broker;

import com.rabbitmq.client.Connection;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sgad.event.SgadEvent;

/**
 * This node's connection for what is sent again: back to its queue, or as a replay. One of its own: the queue may be
 * anybody's, and one that is stuck makes the broker stop reading from the connection.
 */
@ApplicationScoped
public class RequeueConnection implements Requeuer, Republisher {
    @Inject
    RabbitMq rabbitMq;

    @Inject
    ManagedThreadFactory threads;

    private volatile @Nullable RequeueChannel requeueing;
    private volatile @Nullable PublishingChannel republishing;
    private @Nullable Link link;

    void start() {
        link = new Link("requeue", rabbitMq.factory(), threads, new SendingAgain());
    }

    void stop() {
        if (link != null) {
            link.close();
        }
    }

    @Override
    public boolean isReady() {
        RequeueChannel channel = requeueing;
        return channel != null && channel.isReady();
    }

    @Override
    public List<Outcome> requeue(List<Returning> messages) {
        RequeueChannel channel = requeueing;
        if (channel == null || !channel.isReady()) {
            throw new BrokerAway("no connection to the broker, or it takes no messages now");
        }
        try {
            return channel.requeue(messages);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAway("stopped while requeueing", e);
        }
    }

    @Override
    public List<Confirmation> toExchanges(List<SgadEvent> events, String replay) {
        return republish(
                events.stream().map(event -> event.with(HEADER, replay)).toList());
    }

    @Override
    public List<Confirmation> toSessions(List<SgadEvent> events, String replay) {
        return republish(events.stream()
                .map(event -> event.to(Topology.REPLAYS).with(HEADER, replay))
                .toList());
    }

    private List<Confirmation> republish(List<SgadEvent> events) {
        PublishingChannel channel = republishing;
        if (channel == null) {
            throw new BrokerAway("no connection to the broker");
        }
        return channel.begin(events).await();
    }

    private final class SendingAgain implements Link.User {
        @Override
        public void opened(Connection connection, CompletableFuture<String> lost) throws IOException {
            requeueing = RequeueChannel.open(connection, lost::complete);
            republishing = PublishingChannel.open(connection, threads, lost::complete);
        }

        @Override
        public void closed() {
            requeueing = null;
            PublishingChannel channel = republishing;
            republishing = null;
            if (channel != null) {
                channel.close();
            }
        }
    }
}
