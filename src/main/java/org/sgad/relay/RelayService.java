package org.sgad.relay;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.BrokerConnected;
import org.sgad.broker.Publisher;
import org.sgad.eventlog.EventsSequenced;
import org.sgad.node.Loop;

/** Runs the {@link Relay} when events were numbered, when the broker is back, and twice a second for retries. */
@Singleton
@Startup
@DependsOn({"Node", "Broker"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RelayService {
    private static final long POLL_MILLIS = 500;

    private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);
    private @Nullable Loop loop;

    @Inject
    Relay relay;

    @Inject
    Publisher publisher;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        loop = Loop.start("relay", threads, Loop.Backoff.DEFAULT, this::relay);
    }

    public void wake(@Observes EventsSequenced sequenced) {
        wakeUps.offer(true);
    }

    public void wake(@Observes BrokerConnected connected) {
        wakeUps.offer(true);
    }

    private void relay() throws InterruptedException {
        wakeUps.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        while (publisher.isReady() && relay.relay() > 0) {}
    }

    @PreDestroy
    void stop() {
        if (loop != null) {
            loop.close();
        }
    }
}
