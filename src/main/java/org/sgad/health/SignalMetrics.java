package org.sgad.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.sgad.signal.Redis;
import org.sgad.signal.SignalMeter;

/** What goes over Redis. */
@ApplicationScoped
public class SignalMetrics implements SignalMeter {
    @Inject
    Registry registry;

    @Inject
    Redis redis;

    private Counter signalsReceived;
    private Counter signalsSent;
    private Counter signalsUnreadable;

    /** Has the container make this bean with the application, so that what nobody has counted yet is there as well. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    @PostConstruct
    void register() {
        signalsReceived =
                registry.counter("sgad_signals_received_total", "Signals that came over Redis, this node's included");
        signalsSent = registry.counter("sgad_signals_sent_total", "Signals this node published over Redis");
        signalsUnreadable = registry.counter("sgad_signals_unreadable_total", "Signals that could not be read");
        registry.gauge(
                "sgad_redis_up",
                "1 while Redis can be used, 0 while it is away",
                redis,
                signals -> signals.trouble().isEmpty() ? 1 : 0);
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
}
