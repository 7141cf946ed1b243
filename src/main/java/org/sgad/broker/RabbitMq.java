package org.sgad.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.event.SgadEvent;
import org.sgad.node.NodeSettings;
import org.sgad.node.Platform;
import org.sgad.node.Roles;
import org.sgad.node.Settings;
import org.sgad.node.TlsSettings;

/**
 * This node's connections to RabbitMQ for events, one to publish and one to consume, so that an alarm that stops publishing does
 * not stop deliveries. Every bean of type {@link Subscription} is consumed
 * where the node has its role.
 */
@ApplicationScoped
public class RabbitMq implements Publisher {
    private static final String NO_CHANNEL = "no connection to publish on";
    private static final Logger LOG = Logger.getLogger(RabbitMq.class.getName());

    /** The client's own word on each attempt that TLS ends; {@link Link} has one for an outage. Kept, as its level is. */
    private static final Logger OF_CLIENT = Logger.getLogger("com.rabbitmq.client.impl.SocketFrameHandler");

    static {
        OF_CLIENT.setLevel(Level.OFF);
    }

    private static final int HEARTBEAT_SECONDS = 5;
    private static final int TIMEOUT_MILLIS = 5_000;

    /** The most RabbitMQ takes of anybody, 128 MiB before version 4; a larger delivery would end the connection. */
    private static final int LARGEST_OF_BROKER = 128 << 20;

    private static final long CONSUMER_END_SECONDS = 10;

    @Inject
    BrokerSettings settings;

    @Inject
    TlsSettings tls;

    @Inject
    NodeSettings node;

    @Inject
    Roles roles;

    @Inject
    ManagedThreadFactory threads;

    @Resource(lookup = Platform.INTAKE_EXECUTOR)
    ManagedExecutorService intake;

    @Inject
    @Any
    Instance<Subscription> subscriptions;

    @Inject
    Event<BrokerConnected> connected;

    @Inject
    ConsumingMeter meter;

    private final Set<String> newQueues = ConcurrentHashMap.newKeySet();
    private volatile CompletableFuture<String> consumption = new CompletableFuture<>();
    private volatile @Nullable PublishingChannel publishing;
    private @Nullable Link publishingLink;
    private @Nullable Link consumingLink;

    void start() {
        publishingLink = new Link("publish", factory(), threads, new Publishing());
        consumingLink = new Link("consume", factory(), threads, new Consuming());
    }

    void stop() {
        for (Link link : new Link[] {consumingLink, publishingLink}) {
            if (link != null) {
                link.close();
            }
        }
    }

    @Produces
    @Singleton
    static BrokerSettings settings(Settings settings) {
        return BrokerSettings.from(settings);
    }

    @Override
    public Optional<String> obstacle() {
        PublishingChannel channel = publishing;
        return channel == null ? Optional.of(NO_CHANNEL) : channel.obstacle();
    }

    @Override
    public Underway begin(List<SgadEvent> events) {
        PublishingChannel channel = publishing;
        if (channel == null) {
            throw new BrokerAway("no connection to the broker");
        }
        return channel.begin(events);
    }

    /** Opens the connection to consume from anew, which declares queues and bindings that may have gone. */
    public void consumeAnew(String why) {
        consumption.complete(why);
    }

    /** What keeps this node from publishing or consuming now, or nothing. */
    public Optional<String> trouble() {
        Link consuming = consumingLink;
        boolean consumes = consuming != null && consuming.isOpen();
        PublishingChannel channel = publishing;
        Optional<String> publishes = channel == null ? Optional.of(NO_CHANNEL) : channel.trouble();
        return publishes.or(() -> consumes ? Optional.empty() : Optional.of("no connection to consume from"));
    }

    /** The connection to consume from where it is open, for questions on channels of their own. */
    Optional<Connection> consuming() {
        Link consuming = consumingLink;
        return consuming == null ? Optional.empty() : consuming.connection();
    }

    /** Connects to where the settings say, without recovery by the client: {@link Link} does that. */
    ConnectionFactory factory() {
        ConnectionFactory factory = new ReadableHeaders.Factory();
        factory.setHost(settings.host());
        factory.setPort(settings.port());
        factory.setUsername(settings.user());
        factory.setPassword(settings.password());
        factory.setVirtualHost(settings.vhost());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setConnectionTimeout(TIMEOUT_MILLIS);
        factory.setHandshakeTimeout(TIMEOUT_MILLIS);
        factory.setChannelRpcTimeout(TIMEOUT_MILLIS);
        factory.setThreadFactory(threads);
        factory.setMaxInboundMessageBodySize(LARGEST_OF_BROKER);
        factory.setSharedExecutor(new CallerRuns());
        if (settings.tls()) {
            factory.useSslProtocol(tls.context());
            factory.enableHostnameVerification();
        }
        return factory;
    }

    /** Declares what may have gone; remembers which of the queues that this node consumes had. */
    private void declareTopology(Connection connection) throws IOException {
        for (Subscription subscription : consumed()) {
            if (!exists(connection, subscription.queue())) {
                newQueues.add(subscription.queue());
            }
        }
        Channel channel = connection.createChannel();
        Topology.declare(channel, node.id(), roles);
        try {
            channel.close();
        } catch (TimeoutException e) {
            throw new IOException("the broker did not close a channel in time", e);
        }
    }

    private List<Subscription> consumed() {
        return subscriptions.stream()
                .filter(subscription -> roles.has(subscription.role()))
                .toList();
    }

    private static boolean exists(Connection connection, String queue) throws IOException {
        Channel channel = connection.createChannel();
        try {
            channel.queueDeclarePassive(queue);
            channel.close();
            return true;
        } catch (IOException e) {
            if (isNotFound(e)) {
                return false;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new IOException("the broker did not close a channel in time", e);
        }
    }

    /** Whether the broker closed a channel because what was asked for is not there. */
    static boolean isNotFound(IOException e) {
        return e.getCause() instanceof ShutdownSignalException closed
                && closed.getReason() instanceof AMQP.Channel.Close reason
                && reason.getReplyCode() == AMQP.NOT_FOUND;
    }

    private final class Publishing implements Link.User {
        @Override
        public void opened(Connection connection, CompletableFuture<String> lost) throws IOException {
            declareTopology(connection);
            publishing = PublishingChannel.open(connection, threads, lost::complete);
            connected.fire(new BrokerConnected());
        }

        @Override
        public void closed() {
            PublishingChannel channel = publishing;
            publishing = null;
            if (channel != null) {
                channel.close();
            }
        }
    }

    private final class Consuming implements Link.User {
        private final List<Future<?>> running = new ArrayList<>();

        @Override
        public void opened(Connection connection, CompletableFuture<String> lost) throws IOException {
            declareTopology(connection);
            consumption = lost;
            for (Subscription subscription : consumed()) {
                ConsumingChannel consuming =
                        ConsumingChannel.open(connection, subscription, newQueues, meter, lost::complete);
                running.add(intake.submit(consuming::run));
            }
        }

        @Override
        public void closed() throws InterruptedException {
            for (Future<?> consumer : running) {
                awaitEnd(consumer);
            }
            running.clear();
        }

        private void awaitEnd(Future<?> consumer) throws InterruptedException {
            try {
                consumer.get(CONSUMER_END_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                consumer.cancel(true);
            } catch (ExecutionException e) {
                LOG.log(Level.SEVERE, "a consumer ended by itself", e.getCause());
            }
        }
    }
}
