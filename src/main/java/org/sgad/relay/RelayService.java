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
import java.time.Duration;
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
    private static final Duration POLL = Duration.ofMillis(500);

    private Loop loop;

    @Inject
    Relay relay;

    @Inject
    Publisher publisher;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        loop = Loop.startWoken("relay", threads, POLL, this::relay);
    }

    public void wake(@Observes EventsSequenced sequenced) {
        loop.wake();
    }

    public void wake(@Observes BrokerConnected connected) {
        loop.wake();
    }

    private void relay() {
        while (publisher.isReady() && relay.relay() > 0) {}
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
