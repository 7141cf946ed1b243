package org.sgad.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.sgad.broker.ConsumingMeter;
import org.sgad.deadletter.DeadLetterMeter;
import org.sgad.deadletter.ParkedCount;
import org.sgad.eventlog.Backlog;
import org.sgad.intake.IntakeMeter;
import org.sgad.node.DatabasePulse;
import org.sgad.relay.RelayMeter;

/** What is published, consumed, recorded and given up. */
@ApplicationScoped
public class FlowMetrics implements ConsumingMeter, DeadLetterMeter, IntakeMeter, RelayMeter {
    @Inject
    Registry registry;

    @Inject
    ParkedCount parkedCount;

    @Inject
    DatabasePulse database;

    @Inject
    Clock clock;

    private Counter published;
    private Counter returned;
    private Counter received;
    private Counter recorded;
    private Counter unreadable;
    private Counter givenUp;
    private Counter parked;
    private volatile Backlog backlog = new Backlog(0, 0);
    private volatile @Nullable Instant recordingSince;

    /** Has the container make this bean with the application, so that what nobody has counted yet is there as well. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    @PostConstruct
    void register() {
        published = registry.counter("sgad_events_published_total", "Events the broker confirmed");
        returned = registry.counter(
                "sgad_events_returned_total", "Publishes the broker returned, refused or did not confirm");
        received = registry.counter("sgad_events_received_total", "Deliveries from this node's gateway queue");
        recorded = registry.counter("sgad_events_recorded_total", "Other publishers' events written to the log");
        unreadable = registry.counter("sgad_events_unreadable_total", "Deliveries that could not be read");
        givenUp =
                registry.counter("sgad_deliveries_given_up_total", "Deliveries whose consumer failed on every attempt");
        parked = registry.counter("sgad_dead_letters_parked_total", "Dead letters this node parked");
        registry.gauge(
                "sgad_dead_letters",
                "Dead letters parked now, in the whole cluster",
                parkedCount,
                ParkedCount::letters);
        registry.gauge(
                "sgad_recorder_lag_seconds",
                "How long ago the log took the event that this node's recorder has in hand; 0 where it has none",
                this,
                FlowMetrics::recorderLag);
        registry.gauge(
                "sgad_database_up",
                "1 while PostgreSQL answers this node, 0 while it is away",
                database,
                pulse -> pulse.isYoungerThan(Readiness.Database.PATIENCE) ? 1 : 0);
        registry.gauge(
                "sgad_events_unpublished",
                "Events committed and not yet published, of all nodes",
                this,
                metrics -> metrics.backlog.events());
        registry.gauge(
                "sgad_events_oldest_unpublished_seconds",
                "For how long the oldest of them has waited",
                this,
                metrics -> metrics.backlog.oldestSeconds());
    }

    @Override
    public void published(int events) {
        published.inc(events);
    }

    @Override
    public void returned(int events) {
        returned.inc(events);
    }

    @Override
    public void waiting(Backlog waiting) {
        backlog = waiting;
    }

    @Override
    public void received(int deliveries) {
        received.inc(deliveries);
    }

    @Override
    public void recorded(int events) {
        recorded.inc(events);
    }

    @Override
    public void recording(Instant since) {
        recordingSince = since;
    }

    @Override
    public void recordedAll() {
        recordingSince = null;
    }

    private double recorderLag() {
        Instant since = recordingSince;
        return since == null ? 0 : Math.max(0, since.until(clock.instant(), ChronoUnit.MILLIS)) / 1_000.0;
    }

    @Override
    public void unreadable(int deliveries) {
        unreadable.inc(deliveries);
    }

    @Override
    public void givenUp(int deliveries) {
        givenUp.inc(deliveries);
    }

    @Override
    public void parked(int letters) {
        parked.inc(letters);
    }

    /** What there is to count at this moment. */
    Flow flow() {
        return new Flow(published.getCount(), received.getCount(), backlog.events(), parkedCount.letters());
    }

    /** Totals of published and received events, and what waits. */
    record Flow(long published, long received, long unpublished, long deadLetters) {}
}
