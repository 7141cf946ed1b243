package org.sgad.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;
import org.sgad.security.AccessMeter;
import org.sgad.security.Refusal;

/** Who was not let in, or was too fast. */
@ApplicationScoped
public class AccessMetrics implements AccessMeter {
    @Inject
    Registry registry;

    private Counter throttled;
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

    /** Has the container make this bean with the application, so that what nobody has counted yet is there as well. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    @PostConstruct
    void register() {
        throttled = registry.counter("sgad_requests_throttled_total", "Requests of callers that were too fast");
        for (Refusal reason : Refusal.values()) {
            refusals.put(
                    reason,
                    registry.counter(
                            "sgad_requests_refused_total",
                            "Requests of whom was not let in, by reason",
                            new Tag("reason", reason.label())));
        }
    }

    @Override
    public void refused(Refusal reason) {
        refusals.getOrDefault(reason, throttled).inc();
    }

    @Override
    public void throttled() {
        throttled.inc();
    }
}
