package org.sgad.eventlog;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import org.sgad.node.DatabasePulse;
import org.sgad.node.Loop;

/** Runs the {@link Sequencer} after each commit that appended, and twice a second for what a killed node left. */
@Singleton
@Startup
@DependsOn("Node")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SequencerService {
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Loop loop;

    @Inject
    Sequencer sequencer;

    @Inject
    DatabasePulse pulse;

    @Inject
    ManagedThreadFactory threads;

    @Inject
    Event<EventsSequenced> sequenced;

    @PostConstruct
    void start() {
        loop = Loop.startWoken("sequencer", threads, POLL, this::sequence);
    }

    public void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventsAppended appended) {
        if (appended.areNumbered()) {
            sequenced.fire(new EventsSequenced(appended.count()));
        } else {
            loop.wake();
        }
    }

    /** Numbers all that is committed when this is called. Any thread without a transaction may call. */
    public void sequence() {
        int numbered;
        do {
            numbered = sequencer.sequence();
            pulse.beat();
            if (numbered > 0) {
                sequenced.fire(new EventsSequenced(numbered));
            }
        } while (numbered == Sequencer.BATCH);
    }

    @PreDestroy
    void stop() {
        loop.finish(PATIENCE);
    }
}
