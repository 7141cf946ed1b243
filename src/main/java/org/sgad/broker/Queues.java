package org.sgad.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.Loop;
import org.sgad.node.NodeSettings;

/** How full the queues are: as the management API tells where it answers, else of our own queues as AMQP tells. */
@ApplicationScoped
public class Queues {
    private static final Logger LOG = Logger.getLogger(Queues.class.getName());

    private final AtomicBoolean isManagementAway = new AtomicBoolean();

    @Inject
    ManagementApi management;

    @Inject
    RabbitMq rabbitMq;

    @Inject
    NodeSettings node;

    /**
     * The queues by name: all of the virtual host, or without the management API those of the contract and this node's.
     * Takes seconds at most.
     *
     * @throws BrokerAway where nobody can tell
     */
    public List<QueueState> read() {
        try {
            List<QueueState> queues = management.queues();
            if (isManagementAway.getAndSet(false)) {
                LOG.log(Level.INFO, "RabbitMQ''s management API answers at {0}", management.address());
            }
            return queues;
        } catch (IOException e) {
            if (!isManagementAway.getAndSet(true)) {
                LOG.log(
                        Level.INFO,
                        "no RabbitMQ management API at {0} ({1}): queues are told by AMQP alone",
                        new Object[] {management.address(), Loop.summary(e)});
            }
            return ours();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAway("stopped while asking for the queues", e);
        }
    }

    private List<QueueState> ours() {
        Connection connection =
                rabbitMq.consuming().orElseThrow(() -> new BrokerAway("no connection to the broker to ask for queues"));
        List<QueueState> found = new ArrayList<>();
        try {
            for (Topology.Named queue : Topology.queues(node.id())) {
                state(connection, queue).ifPresent(found::add);
            }
        } catch (IOException | RuntimeException e) {
            throw new BrokerAway("the broker does not tell of its queues: " + Loop.summary(e), e);
        }
        return found;
    }

    /** A channel for each, as the question for a queue that is not there closes it. */
    private static Optional<QueueState> state(Connection connection, Topology.Named queue) throws IOException {
        Channel channel = connection.createChannel();
        try {
            AMQP.Queue.DeclareOk found = channel.queueDeclarePassive(queue.name());
            return Optional.of(new QueueState(
                    queue.name(),
                    queue.type(),
                    found.getMessageCount(),
                    found.getMessageCount(),
                    null,
                    found.getConsumerCount(),
                    null,
                    null));
        } catch (IOException e) {
            if (RabbitMq.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        } finally {
            channel.abort();
        }
    }
}
