package org.sgad.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.sgad.eventlog.Backlog;
import org.sgad.intake.IntakeMeter;
import org.sgad.push.PushMeter;
import org.sgad.push.Sessions;
import org.sgad.relay.RelayMeter;

/** The counters and gauges behind {@code /metrics}. */
@ApplicationScoped
public class Metrics implements IntakeMeter, PushMeter, RelayMeter {
    @Inject
    MetricRegistry registry;

    @Inject
    Sessions sessions;

    private Counter published;
    private Counter returned;
    private Counter received;
    private Counter recorded;
    private Counter unreadable;
    private Counter delivered;
    private Counter dropped;
    private Counter slowCloses;
    private volatile Backlog backlog = new Backlog(0, 0);

    @PostConstruct
    void register() {
        published = counter("sgad_events_published_total", "Events the broker confirmed");
        returned = counter("sgad_events_returned_total", "Publishes the broker returned, refused or did not confirm");
        received = counter("sgad_events_received_total", "Deliveries from this node's gateway queue");
        recorded = counter("sgad_events_recorded_total", "Other publishers' events written to the log");
        unreadable = counter("sgad_events_unreadable_total", "Deliveries that could not be read");
        delivered = counter("sgad_events_delivered_total", "Events taken by a session's socket");
        dropped = counter("sgad_events_dropped_total", "Events not sent to a session that was closed or too slow");
        slowCloses = counter("sgad_sessions_slow_closed_total", "Sessions closed for being slow");
        registry.gauge(metadata("sgad_sessions_open", "Sessions open on this node"), sessions, Sessions::open);
        registry.gauge(
                metadata("sgad_events_unpublished", "Events committed and not yet published, of all nodes"),
                this,
                metrics -> metrics.backlog.events());
        registry.gauge(
                metadata("sgad_events_oldest_unpublished_seconds", "For how long the oldest of them has waited"),
                this,
                metrics -> metrics.backlog.oldestSeconds());
    }

    private Counter counter(String name, String description) {
        return registry.counter(metadata(name, description));
    }

    private static Metadata metadata(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
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
    public void unreadable(int deliveries) {
        unreadable.inc(deliveries);
    }

    @Override
    public void delivered() {
        delivered.inc();
    }

    @Override
    public void dropped(int events) {
        dropped.inc(events);
    }

    @Override
    public void slowClose() {
        slowCloses.inc();
    }
}
