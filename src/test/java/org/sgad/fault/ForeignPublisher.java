package org.sgad.fault;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sgad.flow.Amqp;

/** Another service that wants its messages delivered: what is not confirmed it sends again with the same id. */
final class ForeignPublisher implements AutoCloseable {
    private static final int PERSISTENT = 2;
    private static final long CONFIRM_MILLIS = 3_000;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private @Nullable Amqp amqp;

    /** Returns when the broker has confirmed it, however long that takes. */
    void publish(String exchange, String routingKey, String messageId, String body) throws InterruptedException {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .deliveryMode(PERSISTENT)
                .messageId(messageId)
                .build();
        while (!confirmed(exchange, routingKey, properties, body)) {
            close();
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private boolean confirmed(String exchange, String routingKey, AMQP.BasicProperties properties, String body)
            throws InterruptedException {
        try {
            Amqp open = open();
            open.publish(exchange, routingKey, properties, body);
            return open.channel().waitForConfirms(CONFIRM_MILLIS);
        } catch (IOException
                | UncheckedIOException
                | IllegalStateException
                | ShutdownSignalException
                | TimeoutException away) {
            return false;
        }
    }

    private Amqp open() throws IOException {
        Amqp open = amqp;
        if (open == null) {
            open = new Amqp();
            amqp = open;
            open.channel().confirmSelect();
        }
        return open;
    }

    @Override
    public void close() {
        Amqp open = amqp;
        amqp = null;
        if (open != null) {
            open.close();
        }
    }
}
