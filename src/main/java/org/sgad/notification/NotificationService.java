package org.sgad.notification;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sgad.node.Loop;
import org.sgad.node.NodeStopping;
import org.sgad.node.Role;
import org.sgad.node.Roles;
import org.sgad.node.Settings;

/** Sends what is due and forgets what is old, on nodes with the role. */
@Singleton
@Startup
@DependsOn("Node")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NotificationService {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TIDY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Loop> loops = new ArrayList<>();

    @Inject
    Schedule schedule;

    @Inject
    ScheduleStore scheduled;

    @Inject
    EmailSending emails;

    @Inject
    EmailOutbox outbox;

    @Inject
    InboxWriter writer;

    @Inject
    CatchUp catchUp;

    @Inject
    NotificationBacklog backlog;

    @Inject
    SmtpSettings smtp;

    @Inject
    Roles roles;

    @Inject
    ManagedThreadFactory threads;

    @Produces
    @jakarta.inject.Singleton
    static NotificationSettings settings(Settings settings) {
        return NotificationSettings.from(settings);
    }

    @Produces
    @jakarta.inject.Singleton
    static SmtpSettings smtp(Settings settings) {
        return SmtpSettings.from(settings);
    }

    @PostConstruct
    void start() {
        if (!roles.has(Role.NOTIFICATION)) {
            return;
        }
        loops.add(Loop.startWoken("scheduled", threads, POLL, this::sendDue));
        loops.add(Loop.startWoken("inbox", threads, TIDY, this::tidy));
        if (smtp.isOn()) {
            loops.add(Loop.startWoken("email", threads, POLL, emails::send));
        }
    }

    private void sendDue() {
        while (schedule.sendDue()) {}
    }

    private void tidy() {
        catchUp.lookAgain();
        while (writer.forgetOld()) {}
        backlog.set(scheduled.count(), outbox.count());
    }

    /** Lets the e-mails that are being sent go; {@code @PreDestroy} would be too late for noting that they went. */
    public void finish(@Observes @Priority(NodeStopping.WRITERS) NodeStopping stopping) {
        emails.stop();
        loops.forEach(loop -> loop.finish(PATIENCE));
    }

    @PreDestroy
    void stop() {
        loops.forEach(Loop::close);
    }
}
