package org.sgad.signal;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.Loop;
import org.sgad.node.Settings;
import org.sgad.node.TlsSettings;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Commands and signals. While Redis is away everything fails at once with {@link RedisAway}; at the moment it goes away, a
 * command takes up to a second. Any thread may call.
 */
@ApplicationScoped
public class Redis {
    private static final Logger LOG = Logger.getLogger(Redis.class.getName());
    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 1_000;
    private static final int CONNECTIONS = 16;

    /** Authorities are no secret; the format wants a password. */
    private static final String STORE = "public";

    @Inject
    RedisSettings settings;

    @Inject
    TlsSettings tls;

    @Inject
    Event<Signal> signals;

    @Inject
    Event<SignalsMissed> missed;

    @Inject
    SignalMeter meter;

    private final Refusals refusals = new Refusals();
    private Listening listening;
    private RedisClient client;

    @Produces
    @Singleton
    static RedisSettings settings(Settings settings) {
        return RedisSettings.from(settings);
    }

    @PostConstruct
    void prepare() {
        HostAndPort address = new HostAndPort(settings.host(), settings.port());
        client = RedisClient.builder()
                .hostAndPort(address)
                .clientConfig(config(ANSWER_MILLIS))
                .poolConfig(pool())
                .build();
        listening = new Listening(
                () -> new Connection(address, config((int) Listening.DEAD.toMillis())), new Listening.Listener() {
                    @Override
                    public void received(String channel, String text) {
                        receive(channel, text);
                    }

                    @Override
                    public void mayHaveMissed() {
                        missed.fire(new SignalsMissed());
                    }
                });
    }

    private DefaultJedisClientConfig config(int blockingMillis) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .connectionTimeoutMillis(CONNECT_MILLIS)
                .socketTimeoutMillis(ANSWER_MILLIS)
                .blockingSocketTimeoutMillis(blockingMillis)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .clientName("sgad-events");
        settings.password().ifPresent(config::password);
        if (settings.tls()) {
            config.sslOptions(verified());
        }
        return config.build();
    }

    /** Of an authority that is trusted, and of the host that is asked for. */
    private SslOptions verified() {
        SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
        tls.store()
                .ifPresent(store ->
                        options.trustStoreType(store.getType()).truststore(() -> file(store), STORE.toCharArray()));
        return options.build();
    }

    private static InputStream file(KeyStore store) throws IOException {
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            store.store(file, STORE.toCharArray());
            return new ByteArrayInputStream(file.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static ConnectionPoolConfig pool() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(Duration.ofMillis(ANSWER_MILLIS));
        pool.setJmxEnabled(false);
        return pool;
    }

    /** Begins to listen. The threads come from the caller: readiness asks this bean before a resource can be injected. */
    void start(ThreadFactory threads) {
        listening.start(threads);
    }

    void stop() {
        listening.close();
        client.close();
    }

    /** Why Redis is away, or refuses to write; none while it does neither. */
    public Optional<String> trouble() {
        return listening.trouble().or(refusals::trouble);
    }

    /**
     * To be asked before what was written with {@link #write} is believed.
     *
     * @throws RedisAway where there is {@link #trouble}
     */
    public void requireNoTrouble() {
        trouble().ifPresent(reason -> {
            throw new RedisAway(reason);
        });
    }

    /** Whether every signal that was published more than 750 ms ago has been heard here. */
    public boolean isFresh() {
        return listening.isFresh();
    }

    /**
     * Publishes a signal to all nodes that listen now.
     *
     * @throws RedisAway where that cannot be done; nobody knows then whether somebody got it
     */
    public void publish(Channel channel, String text) {
        ask(redis -> redis.publish(channel.channelName(), text));
        meter.signalSent();
    }

    /**
     * Runs a script.
     *
     * @throws RedisAway where Redis did not tell that it did; it may have run nevertheless
     */
    public Object run(Script script, List<String> arguments) {
        return ask(redis -> {
            try {
                return redis.evalsha(script.hash(), List.of(), arguments);
            } catch (JedisNoScriptException e) {
                return redis.eval(script.text(), List.of(), arguments);
            }
        });
    }

    /**
     * As {@link #run}, of a script that writes and is run again until it is done: where Redis refuses it, that is
     * {@link #trouble} meanwhile.
     */
    public Object write(Script script, List<String> arguments) {
        try {
            Object answer = run(script, arguments);
            refusals.done(script);
            return answer;
        } catch (RedisAway.Refused e) {
            refusals.refused(script, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private <T> T ask(Function<RedisClient, T> command) {
        Optional<String> trouble = listening.trouble();
        if (trouble.isPresent()) {
            throw new RedisAway(trouble.get());
        }
        int line = listening.line();
        try {
            return command.apply(client);
        } catch (JedisDataException e) {
            throw new RedisAway.Refused(Loop.summary(e));
        } catch (JedisException e) {
            String reason = Loop.summary(e);
            listening.doubt(line, reason);
            throw new RedisAway(reason);
        }
    }

    private void receive(String channel, String text) {
        meter.signalReceived();
        try {
            if (text.length() > Signal.MAX_LENGTH) {
                throw new IllegalArgumentException("a signal has at most " + Signal.MAX_LENGTH + " characters");
            }
            signals.fire(new Signal(Channel.named(channel), text));
        } catch (RuntimeException e) { // one bad signal is no other's trouble
            meter.signalUnreadable();
            LOG.log(Level.FINE, "on " + channel + ": " + Loop.summary(e), e);
        }
    }
}
