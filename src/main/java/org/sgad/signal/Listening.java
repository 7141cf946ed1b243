package org.sgad.signal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.node.Loop;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The connection that listens to all channels, opened again for ever. It is asked four times a second for a sign of life,
 * and given up after five seconds without one. An outage is one line in the log, its end another.
 */
final class Listening implements AutoCloseable {
    /** After so long without a sign of life the connection is opened anew. */
    static final Duration DEAD = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(Listening.class.getName());
    private static final Duration PULSE = Duration.ofMillis(250);
    private static final Duration FRESH = Duration.ofMillis(750);
    private static final Loop.Backoff BACKOFF = new Loop.Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    /** Who is told what was heard, on the listening thread. */
    interface Listener {
        void received(String channel, String text);

        void mayHaveMissed();
    }

    private final Supplier<Connection> connections;
    private final Listener listener;
    private volatile @Nullable Line open;
    private volatile @Nullable Line opening;
    private volatile String trouble = "not connected yet";
    private volatile @Nullable String doubt;
    private volatile int lines;
    private volatile boolean closed;
    private boolean isReported;
    private int failures;
    private @Nullable Loop reading;
    private @Nullable Loop pulsing;

    Listening(Supplier<Connection> connections, Listener listener) {
        this.connections = connections;
        this.listener = listener;
    }

    void start(ThreadFactory threads) {
        reading = Loop.start("redis-signals", threads, Loop.Backoff.DEFAULT, this::listen);
        pulsing = Loop.startWoken("redis-pulse", threads, PULSE, this::askForLife);
    }

    /** Why nothing is heard now; none while it is. */
    Optional<String> trouble() {
        return open == null ? Optional.of(trouble) : Optional.empty();
    }

    /** Whether it answered what it was asked just now; all that was published before that has been heard then. */
    boolean isFresh() {
        Line line = open;
        return line != null && line.silence() < FRESH.toNanos();
    }

    /** Which connection this is, counted since the start. */
    int line() {
        return lines;
    }

    /** A command was not answered: opens the connection anew, unless that was done since. */
    void doubt(int number, String reason) {
        Line line = open;
        if (line != null && line.number == number) {
            doubt = reason;
            trouble = reason;
            open = null;
            line.cut();
        }
    }

    /** Connects, listens until that ends, and waits before the next time. */
    private void listen() throws InterruptedException {
        String reason;
        try (Connection connection = connections.get()) {
            Line line = new Line(connection);
            opening = line;
            line.proceed(connection, Channel.names());
            reason = "it ended the connection";
        } catch (JedisException e) {
            reason = Loop.summary(e);
        }
        if (!closed) {
            lost(reason);
        }
    }

    private void lost(String reason) throws InterruptedException {
        String first = doubt;
        trouble = first == null ? reason : first;
        doubt = null;
        open = null;
        opening = null;
        if (!isReported) {
            isReported = true;
            LOG.log(
                    Level.WARNING,
                    "Redis is away: {0}; no cache, no quick notifications, presence of this node alone",
                    trouble);
        }
        Thread.sleep(BACKOFF.delay(++failures).toMillis());
    }

    private void opened(Line line) {
        lines = line.number;
        listener.mayHaveMissed();
        failures = 0;
        open = line;
        LOG.info(isReported ? "Redis is back" : "Redis connected");
        isReported = false;
    }

    private void askForLife() {
        Line line = open;
        if (line == null) {
            return;
        }
        try {
            line.ping(Long.toString(System.nanoTime()));
        } catch (JedisException e) { // the reading thread learns of it as well
            LOG.log(Level.FINE, "no ping", e);
        }
    }

    /** Idempotent; any thread may call. */
    @Override
    public void close() {
        closed = true;
        Line line = opening;
        if (line != null) {
            line.cut();
        }
        if (pulsing != null) {
            pulsing.close();
        }
        if (reading != null) {
            reading.close();
        }
    }

    /** One connection, from its opening to its end. */
    private final class Line extends JedisPubSub {
        private final Connection connection;
        private final int number = lines + 1;
        private volatile long heardAt = System.nanoTime();

        Line(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void onSubscribe(String channel, int subscribed) {
            if (subscribed == Channel.values().length) {
                opened(this);
            }
        }

        @Override
        public void onMessage(String channel, String text) {
            listener.received(channel, text);
        }

        @Override
        public void onPong(String text) {
            heardUntil(Long.parseLong(text));
        }

        /**
         * An answer comes after what was published before its question; what comes later may still wait to be heard, however
         * much is heard now. After a silence it is not known what others could not say in it.
         */
        private void heardUntil(long asked) {
            if (silence() >= FRESH.toNanos()) {
                listener.mayHaveMissed();
            }
            heardAt = asked;
        }

        long silence() {
            return System.nanoTime() - heardAt;
        }

        void cut() {
            try {
                connection.forceDisconnect();
            } catch (IOException e) {
                LOG.log(Level.FINE, "was cut already", e);
            }
        }
    }
}
