package org.sgad.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.sgad.availability.CacheMeter;
import org.sgad.availability.ClosingMeter;
import org.sgad.availability.OverdueClosing;
import org.sgad.match.MatchMeter;
import org.sgad.notification.NotificationBacklog;
import org.sgad.notification.NotificationMeter;

/** What the match and notification services do, and the cache of weeks. */
@ApplicationScoped
public class ServiceMetrics implements CacheMeter, ClosingMeter, MatchMeter, NotificationMeter {
    @Inject
    Registry registry;

    @Inject
    OverdueClosing overdueClosing;

    @Inject
    NotificationBacklog notificationBacklog;

    private Counter inboxItems;
    private Counter emailsSent;
    private Counter emailsFailed;
    private Counter cacheHits;
    private Counter cacheMisses;
    private Counter filingsLeftOut;
    private Histogram eligibilityLag;
    private volatile Duration closing = Duration.ZERO;

    /** Has the container make this bean with the application, so that what nobody has counted yet is there as well. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    @PostConstruct
    void register() {
        inboxItems = registry.counter("sgad_inbox_items_total", "New items in inboxes; a broadcast is one");
        emailsSent = registry.counter("sgad_emails_sent_total", "E-mails the mail server took");
        emailsFailed = registry.counter("sgad_emails_failed_total", "Attempts at sending an e-mail that failed");
        cacheHits = registry.counter("sgad_cache_hits_total", "Reads of availability answered from memory");
        cacheMisses = registry.counter("sgad_cache_misses_total", "Reads of availability answered from the database");
        filingsLeftOut = registry.counter(
                "sgad_filings_left_out_total", "Filings in the log that the database refused as eligibility");
        // without a unit: the server would scale the sum of a timer, and not its quantiles
        eligibilityLag = registry.histogram(
                "sgad_eligibility_lag_milliseconds", "From the event of a filing until the match service knows of it");
        registry.gauge(
                "sgad_closing_duration_seconds",
                "How long the last closing took that this node made; 0 where it made none",
                this,
                metrics -> metrics.closing.toMillis() / 1_000.0);
        registry.gauge(
                "sgad_closing_overdue_seconds",
                "For how long a closing has been due that is not finished; 0 where there is none",
                overdueClosing,
                closings -> closings.overdue().toMillis() / 1_000.0);
        registry.gauge(
                "sgad_emails_waiting",
                "E-mails not sent yet, in the whole cluster",
                notificationBacklog,
                NotificationBacklog::emails);
        registry.gauge(
                "sgad_notifications_scheduled",
                "Notifications that wait for their time",
                notificationBacklog,
                NotificationBacklog::scheduled);
    }

    @Override
    public void eligible(Duration age) {
        eligibilityLag.update(age.toMillis());
    }

    @Override
    public void finished(Duration took) {
        closing = took;
    }

    @Override
    public void leftOut() {
        filingsLeftOut.inc();
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
    public void cacheHit() {
        cacheHits.inc();
    }

    @Override
    public void cacheMiss() {
        cacheMisses.inc();
    }
}
