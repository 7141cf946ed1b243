package org.sgad.availability;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.Loop;
import org.sgad.node.Role;
import org.sgad.node.Roles;

/**
 * Asks twice a minute, and soon after the start, for the closings that are due. Every node with the role has this timer; the database
 * knows what is left to do. A tick that comes while one is at work does nothing.
 */
@Singleton
@Startup
@DependsOn("Node")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ClosingTimer {
    private static final Logger LOG = Logger.getLogger(ClosingTimer.class.getName());
    private static final long CATCH_UP_MILLIS = 1_000;

    private final AtomicBoolean atWork = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();

    @Inject
    WeeklyClosing closing;

    @Inject
    ClosingSchedule schedule;

    @Inject
    Roles roles;

    @Resource
    TimerService timers;

    @PostConstruct
    void start() {
        timers.createSingleActionTimer(CATCH_UP_MILLIS, new TimerConfig(null, false));
        if (roles.has(Role.AVAILABILITY)) {
            LOG.info(() -> "weeks are closed on " + schedule);
        }
    }

    @Timeout
    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
    void tick() {
        if (roles.has(Role.AVAILABILITY) && atWork.compareAndSet(false, true)) {
            try {
                closing.runDue();
                if (failing.getAndSet(false)) {
                    LOG.info("weekly closing: works again");
                }
            } catch (Throwable e) { // a second failure would end the timer for good
                report(e);
            } finally {
                atWork.set(false);
            }
        }
    }

    private void report(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "weekly closing: {0}; trying again twice a minute", Loop.summary(failure));
        }
        LOG.log(Level.FINE, "weekly closing", failure);
    }
}
