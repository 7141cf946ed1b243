package org.sgad.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.sgad.availability.CacheMeter;
import org.sgad.broker.ConsumingMeter;
import org.sgad.deadletter.DeadLetterMeter;
import org.sgad.deadletter.ParkedCount;
import org.sgad.eventlog.Backlog;
import org.sgad.intake.IntakeMeter;
import org.sgad.match.MatchMeter;
import org.sgad.notification.NotificationBacklog;
import org.sgad.notification.NotificationMeter;
import org.sgad.push.PushMeter;
import org.sgad.push.ReceiptMeter;
import org.sgad.push.Sessions;
import org.sgad.relay.RelayMeter;
import org.sgad.security.AccessMeter;
import org.sgad.security.Refusal;
import org.sgad.signal.Redis;
import org.sgad.signal.SignalMeter;

/** The counters and gauges behind {@code /metrics}. */
@ApplicationScoped
public class Metrics
        implements AccessMeter,
                CacheMeter,
                ConsumingMeter,
                DeadLetterMeter,
                IntakeMeter,
                MatchMeter,
                NotificationMeter,
                PushMeter,
                ReceiptMeter,
                RelayMeter,
                SignalMeter {
    @Inject
    MetricRegistry registry;

    @Inject
    Sessions sessions;

    @Inject
    ParkedCount parkedCount;

    @Inject
    NotificationBacklog notificationBacklog;

    @Inject
    Redis redis;

    private Counter published;
    private Counter returned;
    private Counter received;
    private Counter recorded;
    private Counter unreadable;
    private Counter delivered;
    private Counter dropped;
    private Counter slowCloses;
    private Counter receipts;
    private Counter receiptsDropped;
    private Counter noHeartbeats;
    private Counter recoveries;
    private Counter incompleteRecoveries;
    private Counter replayed;
    private Counter healed;
    private Counter givenUp;
    private Counter parked;
    private Counter inboxItems;
    private Counter emailsSent;
    private Counter emailsFailed;
    private Counter signalsReceived;
    private Counter signalsSent;
    private Counter signalsUnreadable;
    private Counter cacheHits;
    private Counter cacheMisses;
    private Histogram eligibilityLag;
    private Counter throttled;
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

    private volatile Backlog backlog = new Backlog(0, 0);

    /** Has the container make this bean with the application, so that what nobody has counted yet is there as well. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

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
        receipts = counter("sgad_receipts_total", "Clients' acknowledgements that are in the log");
        receiptsDropped = counter(
                "sgad_receipts_dropped_total", "Acknowledgements of unknown or others' events, or too many at once");
        noHeartbeats = counter("sgad_sessions_unanswered_closed_total", "Sessions closed as nobody answered");
        recoveries = counter("sgad_recoveries_total", "Clients that came back and got everything they had missed");
        incompleteRecoveries = counter(
                "sgad_recoveries_incomplete_total", "Clients that came back and were told that some is missing");
        replayed = counter("sgad_events_replayed_total", "Events sent to clients that had missed them");
        healed = counter("sgad_events_healed_total", "Published events that did not arrive and were read from the log");
        givenUp = counter("sgad_deliveries_given_up_total", "Deliveries whose consumer failed on every attempt");
        parked = counter("sgad_dead_letters_parked_total", "Dead letters this node parked");
        inboxItems = counter("sgad_inbox_items_total", "New items in inboxes; a broadcast is one");
        emailsSent = counter("sgad_emails_sent_total", "E-mails the mail server took");
        emailsFailed = counter("sgad_emails_failed_total", "Attempts at sending an e-mail that failed");
        registry.gauge(
                metadata("sgad_emails_waiting", "E-mails not sent yet, in the whole cluster"),
                notificationBacklog,
                NotificationBacklog::emails);
        registry.gauge(
                metadata("sgad_notifications_scheduled", "Notifications that wait for their time"),
                notificationBacklog,
                NotificationBacklog::scheduled);
        signalsReceived = counter("sgad_signals_received_total", "Signals that came over Redis, this node's included");
        signalsSent = counter("sgad_signals_sent_total", "Signals this node published over Redis");
        signalsUnreadable = counter("sgad_signals_unreadable_total", "Signals that could not be read");
        cacheHits = counter("sgad_cache_hits_total", "Reads of availability answered from memory");
        cacheMisses = counter("sgad_cache_misses_total", "Reads of availability answered from the database");
        registry.gauge(
                metadata("sgad_redis_up", "1 while Redis can be used, 0 while it is away"),
                redis,
                signals -> signals.trouble().isEmpty() ? 1 : 0);
        // without a unit: the server would scale the sum of a timer, and not its quantiles
        eligibilityLag = registry.histogram(metadata(
                "sgad_eligibility_lag_milliseconds", "From the event of a filing until the match service knows of it"));
        throttled = counter("sgad_requests_throttled_total", "Requests of callers that were too fast");
        for (Refusal reason : Refusal.values()) {
            refusals.put(
                    reason,
                    registry.counter(
                            metadata("sgad_requests_refused_total", "Requests of whom was not let in, by reason"),
                            new Tag("reason", reason.label())));
        }
        registry.gauge(
                metadata("sgad_dead_letters", "Dead letters parked now, in the whole cluster"),
                parkedCount,
                ParkedCount::letters);
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
    public void givenUp(int deliveries) {
        givenUp.inc(deliveries);
    }

    @Override
    public void parked(int letters) {
        parked.inc(letters);
    }

    @Override
    public void eligible(Duration age) {
        eligibilityLag.update(age.toMillis());
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

    @Override
    public void receiptsKept(int acknowledgements) {
        receipts.inc(acknowledgements);
    }

    @Override
    public void receiptsDropped(int acknowledgements) {
        receiptsDropped.inc(acknowledgements);
    }

    @Override
    public void noHeartbeat() {
        noHeartbeats.inc();
    }

    @Override
    public void recovered(boolean isWhole, int events) {
        (isWhole ? recoveries : incompleteRecoveries).inc();
        replayed.inc(events);
    }

    @Override
    public void refused(Refusal reason) {
        refusals.getOrDefault(reason, throttled).inc();
    }

    @Override
    public void throttled() {
        throttled.inc();
    }

    @Override
    public void healed() {
        healed.inc();
    }

    @Override
    public void inboxItems(int items) {
        inboxItems.inc(items);
    }

    @Override
    public void emailsSent(int emails) {
        emailsSent.inc(emails);
    }

    @Override
    public void emailsFailed(int emails) {
        emailsFailed.inc(emails);
    }

    @Override
    public void signalReceived() {
        signalsReceived.inc();
    }

    @Override
    public void signalSent() {
        signalsSent.inc();
    }

    @Override
    public void signalUnreadable() {
        signalsUnreadable.inc();
    }

    @Override
    public void cacheHit() {
        cacheHits.inc();
    }

    @Override
    public void cacheMiss() {
        cacheMisses.inc();
    }
}
