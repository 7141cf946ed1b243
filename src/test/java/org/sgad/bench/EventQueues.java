package org.sgad.bench;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sgad.flow.Amqp;

/** The queues that are bound to all events, of one node with all roles. */
final class EventQueues {
    private static final List<String> ALL =
            List.of("sgad.event-log", "notification-service-queue", "sgad.gateway." + OneNode.ID);

    private EventQueues() {}

    /** Waits until the node has taken everything. */
    static void awaitEmpty() {
        try (Amqp amqp = new Amqp()) {
            await().pollInterval(200, TimeUnit.MILLISECONDS)
                    .atMost(OneNode.PATIENCE)
                    .until(() -> waiting(amqp.channel()) == 0);
        }
    }

    private static long waiting(Channel channel) throws IOException {
        long messages = 0;
        for (String queue : ALL) {
            messages += channel.messageCount(queue);
        }
        return messages;
    }

    /** Throws away what nobody takes. */
    static void purge() {
        try (Amqp amqp = new Amqp()) {
            for (String queue : ALL) {
                amqp.channel().queuePurge(queue);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
